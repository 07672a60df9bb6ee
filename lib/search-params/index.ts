export { decodeEmbedding, encodeEmbedding, isEncodedEmbedding } from './embedding';
export { K_DEFAULT, K_MAX, K_MIN } from './parsers';
export { problemsOf } from './problems';
export * from './views';

export { decodeEmbedding, encodeEmbedding, isEncodedEmbedding } from './embedding';
export { asFeature, FEATURES_MAX, featuresOf } from './features';
export { K_DEFAULT, K_MAX, K_MIN } from './parsers';
export { problemsOf } from './problems';
export * from './views';

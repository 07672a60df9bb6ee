export { decodeEmbedding, encodeEmbedding, isEncodedEmbedding } from './embedding';
export { asFeature, FEATURES_MAX, featuresOf } from './features';
export { INGREDIENTS_MAX, WEIGHT_MAX, WEIGHT_MIN } from './ingredients';
export { asBox, roundedBox } from './narrowing';
export { INSIDE_FIRST, type InsideReach, K_DEFAULT, K_MAX, K_MIN, ZOOM_MAX } from './parsers';
export { problemsOf } from './problems';
export * from './views';
export { fitsAddress } from './where';

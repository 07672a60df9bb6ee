import type { IndexKindRecord } from '../kind';
import { buildHnswIndex, DEFAULT_EF_CONSTRUCTION, DEFAULT_M, openHnswIndex } from './hnsw';

/** A graph of near neighbours by hnswlib: approximate, fast from some ten thousand vectors on. */
export const hnsw: IndexKindRecord = {
  file: 'index.hnsw',
  attempts: [
    { M: DEFAULT_M, efConstruction: DEFAULT_EF_CONSTRUCTION },
    { M: 2 * DEFAULT_M, efConstruction: 2 * DEFAULT_EF_CONSTRUCTION },
  ],
  build: (matrix, dim, settings, options) =>
    buildHnswIndex(matrix, dim, { ...settings, ...options }),
  open: openHnswIndex,
};

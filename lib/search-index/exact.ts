import { nearestRows } from '@/lib/vector/vector';
import type { VectorIndex } from './types';

/**
 * Compares the query with every row. Answers while the HNSW index is arriving or cannot be opened, and is the
 * oracle in tests.
 *
 * @param matrix [size * dim], normalized rows; kept, not copied
 */
export function createExactIndex(matrix: Float32Array, dim: number): VectorIndex {
  return {
    kind: 'exact',
    size: matrix.length / dim,
    dim,
    search(query, k) {
      const { rows, scores } = nearestRows(matrix, dim, query, k);
      return { rows, similarities: scores };
    },
    dispose() {},
  };
}

import { Arena, createKernels } from '@/lib/simd/kernels';
import { nearestRows, topK } from '@/lib/vector/vector';
import type { VectorIndex } from './types';

/** Exact search holds the vectors themselves. */
export interface ExactIndex extends VectorIndex {
  /** @returns a copy of a row, [dim] */
  vector(row: number): Float32Array<ArrayBuffer>;
}

/**
 * Compares the query with every row. Answers until the HNSW index is loaded or if it cannot be opened, and is the
 * reference in tests.
 *
 * @param matrix [size * dim], normalized rows; copied to where vectors are multiplied four floats at a time, or kept
 *   where the machine cannot
 */
export function createExactIndex(matrix: Float32Array, dim: number): ExactIndex {
  return fourAtATime(matrix, dim) ?? oneAtATime(matrix, dim);
}

function fourAtATime(matrix: Float32Array, dim: number): ExactIndex | null {
  const size = matrix.length / dim;
  const kernels = createKernels(4 * (matrix.length + dim + size) + 64);
  if (!kernels) return null;
  const arena = new Arena(kernels);
  const [rowsAt, queryAt, scoresAt] = [
    arena.put(matrix),
    arena.take(4 * dim),
    arena.take(4 * size),
  ];
  return {
    kind: 'exact',
    size,
    dim,
    search(query, k) {
      arena.floats(queryAt, dim).set(query);
      kernels.dotRows(rowsAt, queryAt, scoresAt, size, dim);
      const { rows, scores } = topK(arena.floats(scoresAt, size), k);
      return { rows, similarities: scores };
    },
    vector: (row) => arena.floats(rowsAt + 4 * row * dim, dim).slice(),
    dispose() {},
  };
}

/** The same in plain JavaScript. */
export function oneAtATime(matrix: Float32Array, dim: number): ExactIndex {
  return {
    kind: 'exact',
    size: matrix.length / dim,
    dim,
    search(query, k) {
      const { rows, scores } = nearestRows(matrix, dim, query, k);
      return { rows, similarities: scores };
    },
    vector: (row) => matrix.slice(row * dim, (row + 1) * dim) as Float32Array<ArrayBuffer>,
    dispose() {},
  };
}

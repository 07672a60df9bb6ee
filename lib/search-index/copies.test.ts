import { describe, expect, it } from 'vitest';
import { normalize } from '@/lib/vector/vector';
import { findCopies, withCopies } from './copies';
import { createExactIndex } from './exact';
import { buildHnswIndex, openHnswIndex } from './kinds/hnsw/hnsw';
import { recallAt10 } from './recall';

const DIM = 32;

/** `distinct` directions, then `blank` times one and the same, as a satellite set with empty tiles has them. */
function gallery(distinct: number, blank: number): Float32Array {
  let state = 5;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const matrix = new Float32Array((distinct + blank) * DIM);
  const one = normalize(Array.from({ length: DIM }, random));
  for (let row = 0; row < distinct + blank; row++) {
    // Blank ones lie in between.
    const isBlank = row % 3 === 1 && Math.floor(row / 3) < blank;
    matrix.set(isBlank ? one : normalize(Array.from({ length: DIM }, random)), row * DIM);
  }
  return matrix;
}

describe('findCopies', () => {
  it('hangs copies on the first of them', () => {
    const [a, b] = [normalize([1, 2]), normalize([2, 1])];
    const matrix = Float32Array.from([...a, ...b, ...a, ...a, ...b]);
    const { firsts, others } = findCopies(matrix, 2);
    expect([...firsts]).toEqual([0, 1]);
    expect([...others]).toEqual([
      [0, [2, 3]],
      [1, [4]],
    ]);
  });
});

describe('an index of distinct vectors', () => {
  const matrix = gallery(390, 150);
  const exact = createExactIndex(matrix, DIM);
  const copies = findCopies(matrix, DIM);

  it('finds with its copies what exact search finds', async () => {
    expect(copies.firsts.length).toBe(391);
    const file = await buildHnswIndex(matrix, DIM, { rows: copies.firsts });
    const index = withCopies(await openHnswIndex(file, { dim: DIM, size: 391 }), copies);
    expect(index.size).toBe(540);
    expect(recallAt10(index, exact, matrix)).toBeGreaterThanOrEqual(0.999);
    const blank = matrix.subarray(DIM, 2 * DIM);
    const [got, wanted] = [index.search(blank, 160), exact.search(blank, 160)];
    expect(new Set(got.rows).size).toBe(160);
    expect(new Set(got.rows.subarray(0, 150))).toEqual(new Set(wanted.rows.subarray(0, 150)));
    expect(index.search(blank, 0).rows).toHaveLength(0);
    index.dispose();
  });

  it('is measured: recall falls where rows are missed, and ties are right', async () => {
    expect(recallAt10(exact, exact, matrix)).toBe(1);
    const half = matrix.slice(0, 270 * DIM);
    const poor = createExactIndex(half, DIM);
    const recall = recallAt10(poor, exact, matrix);
    expect(recall).toBeGreaterThan(0.2);
    expect(recall).toBeLessThan(0.8);
  });
});

import { dot } from '@/lib/vector/vector';
import type { ExactIndex } from './exact';
import type { VectorIndex } from './types';

/** An index that finds less of what exact search finds is not used. */
export const LEAST_RECALL = 0.99;

/** Queries that a measurement takes at most, spread evenly: of 500 one miss in ten is .0002. */
const MOST_QUERIES = 500;
const K = 10;
/** Cosines closer than this are a tie: an index and exact search add up in another order. */
const TIE = 1e-6;

/**
 * Share of the 10 nearest by exact search that an index finds, 0..1. Where similarities tie, each of the rows that tie
 * is right.
 *
 * @param queries [n * dim], normalized rows: the gallery's own embeddings, or those of its captions; an even sample of
 *   at most 500 is looked for
 */
export function recallAt10(index: VectorIndex, exact: ExactIndex, queries: Float32Array): number {
  const { dim } = exact;
  const size = queries.length / dim;
  const count = Math.min(size, MOST_QUERIES);
  let found = 0;
  let wanted = 0;
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * size) / count);
    const query = queries.subarray(row * dim, (row + 1) * dim);
    const right = exact.search(query, K);
    const least = (right.similarities.at(-1) ?? 0) - TIE;
    wanted += right.rows.length;
    // Each row counts once, with the cosine that it really has.
    const rows = new Set(index.search(query, K).rows);
    const rightRows = new Set(right.rows);
    for (const got of rows) {
      if (rightRows.has(got) || dot(exact.vector(got), query) >= least) found++;
    }
  }
  return wanted === 0 ? 1 : Math.min(1, found / wanted);
}

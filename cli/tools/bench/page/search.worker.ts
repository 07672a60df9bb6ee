/** The index bench's worker: the three ways to search, one size a worker. */
import { createExactIndex } from '@/lib/search-index/exact';
import { openHnswIndex } from '@/lib/search-index/kinds/hnsw/hnsw';
import { loadHnswlib } from '@/lib/search-index/kinds/hnsw/runtime';
import { clustered, DIM, queriesNear } from '../vectors';
import { plainIndex } from './plain';

const K = 10;
const QUERIES = 64;

/** @returns the rows found, best first */
type Search = (query: Float32Array) => ArrayLike<number>;

const searches: Record<string, Search> = {};
let matrix = new Float32Array();
let queries: Float32Array[] = [];

/** What the bench calls, one at a time; times in ms. */
const calls = {
  /** Makes the vectors; opening begins with their bytes. */
  vectors(size: number): void {
    matrix = clustered(size);
    queries = queriesNear(matrix, QUERIES);
  },
  exact(): number {
    const { buffer } = matrix;
    const start = performance.now();
    const index = createExactIndex(new Float32Array(buffer), DIM);
    const took = performance.now() - start;
    searches.exact = (query) => index.search(query, K).rows;
    return took;
  },
  plain(): number {
    const start = performance.now();
    const index = plainIndex(matrix);
    const took = performance.now() - start;
    searches.plain = (query) => index.search(query, K).map(({ row }) => row);
    return took;
  },
  /** Program and file are there before: what opening itself takes depends on neither line nor cache. */
  async hnsw(url: string): Promise<number> {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const size = matrix.length / DIM;
    await loadHnswlib();
    const start = performance.now();
    const index = await openHnswIndex(bytes, { dim: DIM, size });
    const took = performance.now() - start;
    searches.hnsw = (query) => index.search(query, K).rows;
    return took;
  },
  query(way: string, number: number): number {
    const query = queries[number % QUERIES] as Float32Array;
    const start = performance.now();
    searches[way]?.(query);
    return performance.now() - start;
  },
  /** Share of the nearest that HNSW finds. */
  recall(): number {
    const shares = queries.map((query) => {
      const right = new Set(Array.from(searches.exact?.(query) ?? []));
      return Array.from(searches.hnsw?.(query) ?? []).filter((row) => right.has(row)).length / K;
    });
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  },
};

export type SearchCalls = typeof calls;

Object.assign(globalThis, { calls });

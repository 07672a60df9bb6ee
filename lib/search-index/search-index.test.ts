import { describe, expect, it } from 'vitest';
import { normalize } from '@/lib/vector/vector';
import { createExactIndex, oneAtATime } from './exact';
import { generate, readPublished } from './hnswlib/generate';
import { buildHnswIndex, openHnswIndex } from './kinds/hnsw/hnsw';
import type { VectorIndex } from './types';

/** Deterministic normal deviates. */
function gaussians(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Vectors around `clusters` centres, as embeddings of categories lie. */
function clustered(count: number, dim: number, clusters: number): Float32Array {
  const random = gaussians(7);
  const centres = Array.from({ length: clusters }, () => Array.from({ length: dim }, random));
  const matrix = new Float32Array(count * dim);
  for (let row = 0; row < count; row++) {
    const centre = centres[row % clusters] as number[];
    matrix.set(normalize(centre.map((value) => value + 0.8 * random())), row * dim);
  }
  return matrix;
}

function recallAt10(index: VectorIndex, oracle: VectorIndex, matrix: Float32Array): number {
  const random = gaussians(11);
  let found = 0;
  let wanted = 0;
  for (let row = 0; row < index.size; row += 5) {
    const vector = matrix.subarray(row * index.dim, (row + 1) * index.dim);
    const query = normalize(Array.from(vector, (value) => value + 0.05 * random()));
    const right = new Set(oracle.search(query, 10).rows);
    wanted += right.size;
    for (const got of index.search(query, 10).rows) if (right.has(got)) found++;
  }
  return found / wanted;
}

const DIM = 64;
const matrix = clustered(1500, DIM, 30);
const exact = createExactIndex(matrix, DIM);
const bytes = await buildHnswIndex(matrix, DIM);
const size = exact.size;

describe('the HNSW index', () => {
  it('finds what exact search finds (recall@10), with the same similarities', async () => {
    const index = await openHnswIndex(bytes, { dim: DIM, size });
    expect(recallAt10(index, exact, matrix)).toBeGreaterThanOrEqual(0.98);
    const query = matrix.subarray(0, DIM);
    const [got, wanted] = [index.search(query, 5), exact.search(query, 5)];
    expect(got.rows).toEqual(wanted.rows);
    got.similarities.forEach((similarity, i) => {
      expect(similarity).toBeCloseTo(wanted.similarities[i] as number, 5);
    });
    index.dispose();
  });

  it('gives all there are where more are asked for', async () => {
    const index = await openHnswIndex(bytes, { dim: DIM, size });
    expect(index.search(matrix.subarray(0, DIM), 10 * size).rows).toHaveLength(size);
    expect(index.search(matrix.subarray(0, DIM), 0).rows).toHaveLength(0);
    index.dispose();
  });

  it('is built the same from the same vectors', async () => {
    const few = matrix.subarray(0, 200 * DIM);
    expect(await buildHnswIndex(few, DIM)).toEqual(await buildHnswIndex(few, DIM));
  });

  it.each([1, 2, 20])('holds %i vectors, all of them alike', async (count) => {
    const alike = new Float32Array(count * DIM);
    for (let row = 0; row < count; row++) alike.set(matrix.subarray(0, DIM), row * DIM);
    const file = await buildHnswIndex(alike, DIM);
    const index = await openHnswIndex(file, { dim: DIM, size: count });
    expect(index.search(matrix.subarray(0, DIM), count).rows).toHaveLength(count);
    index.dispose();
  });

  it.each([0, 20, 60, 4000, bytes.length - 1])(
    'is refused where it is cut to %i bytes',
    async (length) => {
      await expect(openHnswIndex(bytes.slice(0, length), { dim: DIM, size })).rejects.toMatchObject(
        {
          code: 'index-invalid',
          message: expect.stringContaining('cut short'),
        },
      );
    },
  );

  it.each([
    ['another dimension', bytes, { dim: 32, size }, 'dimension 64, not 32'],
    ['another number of vectors', bytes, { dim: DIM, size: 12 }, `${size} vectors, not 12`],
    [
      'a page instead',
      new TextEncoder().encode('<!doctype html>'.repeat(9)),
      { dim: DIM, size },
      'not an index',
    ],
    [
      'something behind it',
      Uint8Array.from([...bytes, 1]),
      { dim: DIM, size },
      'more than an index',
    ],
  ])('is refused where it has %s', async (_, file, expected, message) => {
    await expect(openHnswIndex(file, expected)).rejects.toMatchObject({
      code: 'index-invalid',
      message: expect.stringContaining(message),
    });
  });

  it('stops building when it is told to', async () => {
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(buildHnswIndex(matrix, DIM, { signal: stop })).rejects.toThrow('stopped');
  });
});

describe('the generated hnswlib', () => {
  it('is what the package and the generator give', async () => {
    const { readFile } = await import('node:fs/promises');
    const { glue, wasm } = generate(readPublished());
    const folder = new URL('./hnswlib/', import.meta.url);
    expect((await readFile(new URL('hnswlib.mjs', folder), 'utf8')) === glue).toBe(true);
    expect((await readFile(new URL('hnswlib.wasm', folder))).equals(wasm)).toBe(true);
  });

  it('makes no code from text, so that pages need no unsafe-eval', () => {
    const { glue } = generate(readPublished());
    expect(glue.match(/\beval\(|newFunc\(Function|new Function\(/g)).toBeNull();
  });
});

describe('exact search', () => {
  it('finds the same four floats at a time and one at a time', () => {
    const plain = oneAtATime(matrix, DIM);
    for (const row of [0, 7, 1499]) {
      const query = plain.vector(row);
      expect(exact.vector(row)).toEqual(query);
      const [got, wanted] = [exact.search(query, 20), plain.search(query, 20)];
      expect(got.rows).toEqual(wanted.rows);
      got.similarities.forEach((similarity, i) => {
        expect(similarity).toBeCloseTo(wanted.similarities[i] as number, 5);
      });
    }
  });
});

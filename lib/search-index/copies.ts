import type { Neighbours, VectorIndex } from './types';

/** Rows that hold one and the same vector. */
export interface Copies {
  /** The first row of each distinct vector, ascending. */
  readonly firsts: Uint32Array;
  /** By its first row: the further rows that hold the same vector, ascending. Vectors without copies are left out. */
  readonly others: ReadonlyMap<number, readonly number[]>;
}

/**
 * Finds equal vectors. An HNSW graph of many equal vectors links them to each other alone and loses the way to
 * everything else, so an index is made of distinct vectors.
 *
 * @param matrix [size * dim]; rows are equal where each value is
 */
export function findCopies(matrix: Float32Array, dim: number): Copies {
  const size = matrix.length / dim;
  const bits = new Uint32Array(matrix.buffer, matrix.byteOffset, matrix.length);
  const byHash = new Map<number, number[]>();
  const others = new Map<number, number[]>();
  const firsts: number[] = [];
  for (let row = 0; row < size; row++) {
    const hash = hashOf(bits, row * dim, dim);
    const known = byHash.get(hash) ?? [];
    const first = known.find((other) => equal(matrix, other * dim, row * dim, dim));
    if (first !== undefined) {
      const copies = others.get(first);
      if (copies) copies.push(row);
      else others.set(first, [row]);
      continue;
    }
    firsts.push(row);
    known.push(row);
    byHash.set(hash, known);
  }
  return { firsts: Uint32Array.from(firsts), others };
}

/** FNV-1a over 32-bit words. */
function hashOf(bits: Uint32Array, start: number, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + count; i++) {
    hash = Math.imul(hash ^ (bits[i] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function equal(matrix: Float32Array, a: number, b: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (matrix[a + i] !== matrix[b + i]) return false;
  return true;
}

/**
 * An index of all rows, from one of the distinct vectors: each vector found brings its copies along, with the same
 * similarity.
 *
 * @param distinct gives the first row of each distinct vector
 */
export function withCopies(distinct: VectorIndex, { others }: Copies): VectorIndex {
  if (others.size === 0) return distinct;
  let size = distinct.size;
  for (const copies of others.values()) size += copies.length;
  return {
    kind: distinct.kind,
    dim: distinct.dim,
    size,
    search(query, k): Neighbours {
      const wanted = Math.max(0, Math.min(Math.floor(k), size));
      const found = distinct.search(query, wanted);
      const rows: number[] = [];
      const similarities: number[] = [];
      found.rows.forEach((first, rank) => {
        for (const row of [first, ...(others.get(first) ?? [])]) {
          if (rows.length === wanted) return;
          rows.push(row);
          similarities.push(found.similarities[rank] as number);
        }
      });
      return { rows: Uint32Array.from(rows), similarities: Float32Array.from(similarities) };
    },
    dispose: () => distinct.dispose(),
  };
}

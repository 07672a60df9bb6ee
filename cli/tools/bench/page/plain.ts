import { DIM } from '../vectors';

interface Item {
  readonly row: number;
  readonly embedding: Float32Array;
}

/** What the best-known browser demo does: a list of objects, a cosine with both norms each, and a sort of all. */
export function plainIndex(matrix: Float32Array) {
  const items: Item[] = Array.from({ length: matrix.length / DIM }, (_, row) => ({
    row,
    embedding: matrix.slice(row * DIM, (row + 1) * DIM),
  }));
  return {
    search(query: Float32Array, k: number): { row: number; score: number }[] {
      const scored = items.map(({ row, embedding }) => ({ row, score: cosine(embedding, query) }));
      return scored.sort((x, y) => y.score - x.score).slice(0, k);
    },
  };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let d = 0; d < a.length; d++) {
    const x = a[d] as number;
    const y = b[d] as number;
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / (Math.sqrt(aa) * Math.sqrt(bb));
}

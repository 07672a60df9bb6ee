import { scoreRows } from '@/lib/vector/vector';

/** Normalized embeddings of one kind, row after row. */
export interface Rows {
  readonly dim: number;
  /** [rows * dim] */
  readonly values: Float32Array;
}

export function rowOf({ dim, values }: Rows, row: number): Float32Array {
  return values.subarray(row * dim, (row + 1) * dim);
}

export function rowCount({ dim, values }: Rows): number {
  return values.length / dim;
}

/** Cosines of one normalized embedding with every row. */
export function cosinesWith(query: Float32Array, { dim, values }: Rows): Float32Array {
  return scoreRows(values, dim, query);
}

/** Rows of a list of embeddings. */
export function rowsOf(embeddings: readonly Float32Array[], dim: number): Rows {
  const values = new Float32Array(embeddings.length * dim);
  embeddings.forEach((embedding, row) => {
    values.set(embedding, row * dim);
  });
  return { dim, values };
}

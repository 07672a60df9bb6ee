import { scoreRows } from '@/lib/vector/vector';
import type { DataItem } from './dataset';

/** Normalized embeddings of one kind, row after row. */
export interface Rows {
  readonly dim: number;
  /** [rows * dim] */
  readonly values: Float32Array;
}

/** The data as the model sees it: everything is encoded once, and all figures are made from this. */
export interface Embedded {
  /** Items whose image could be read, in the order of the rows. */
  readonly items: readonly DataItem[];
  readonly images: Rows;
  readonly captions: Rows;
  /** Number of the item that each caption belongs to. */
  readonly imageOfCaption: readonly number[];
  /** The categories that are told apart. */
  readonly categories: readonly string[];
  /** Text embeddings of their prompts, in their order. */
  readonly prompts: Rows;
  /** Number of each item's category; undefined where it has none. */
  readonly categoryOfItem: readonly (number | undefined)[];
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

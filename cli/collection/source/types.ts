import type { CollectionColumn } from '@/lib/collection/types';
import type { Rows } from '../store/rows';

/** Rows of a source, and where in it they end. */
export interface Batch {
  readonly rows: Rows;
  /** Rows of the source that have been looked at, those left out included. */
  readonly position: number;
  /** How many were left out in this batch, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** One file or gallery that a collection is filled from. The same source gives the same rows in the same order. */
export interface Source {
  readonly name: string;
  readonly fingerprint: string;
  /** Rows in it, those that will be left out included. */
  readonly total: number;
  readonly dim: number;
  readonly columns: readonly CollectionColumn[];
  /** Which of the columns is the item's date. */
  readonly date?: string;
  /** Model of the embeddings, where the source says it. */
  readonly model?: string;
  readonly modelSha256?: string;
  readonly title?: string;
  readonly license?: string;
  readonly attribution?: string;
  /** Prefix of all ids where there are several sources of their own ids. */
  readonly prefix?: string;
  /**
   * @param from row of the source to begin at
   * @param columns of the collection, which the rows' columns follow
   */
  read(from: number, columns: readonly CollectionColumn[]): AsyncGenerator<Batch>;
}

/** West, south, east, north in degrees of WGS 84; west may be greater than east where a box crosses 180°. */
export type Box = readonly [number, number, number, number];

export const COLUMN_TYPES = ['text', 'number', 'boolean', 'date'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A value of a column, and how many items have it. */
export interface ColumnCount {
  readonly value: string;
  readonly count: number;
}

/**
 * A column of the collection that searches can be narrowed by. What is known of its values was counted when the
 * collection was filled or compacted the last time; collections from before that was counted do not say it.
 */
export interface CollectionColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Of numbers and dates: least and greatest value; dates as ISO 8601 text. Left out where no item has one. */
  readonly min?: number | string;
  readonly max?: number | string;
  /** Of a text column with few values: all of them, the most frequent first; at most {@link LISTED}. */
  readonly values?: readonly ColumnCount[];
}

/**
 * Most that is listed of a collection's text columns: values of one, characters of all of its values together, and
 * columns. A column with more is described without its values.
 */
export const LISTED = { values: 50, characters: 2000, columns: 40 } as const;

/** Kinds of index: an inverted file of vectors quantized to bits (RaBitQ), or of the vectors themselves. */
export const COLLECTION_INDEXES = ['ivf-rq', 'ivf-flat'] as const;
export type CollectionIndexKind = (typeof COLLECTION_INDEXES)[number];

/** A server's description of a collection. */
export interface CollectionInfo {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly license: string;
  readonly attribution: string;
  /** Id of the model that the embeddings are of, and the SHA-256 of its vision file. */
  readonly model: string;
  readonly modelSha256: string;
  readonly dim: number;
  /** Items in it. */
  readonly rows: number;
  readonly columns: readonly CollectionColumn[];
  /** Name of the column that `from` and `to` compare. */
  readonly date?: string;
  /** Around all footprints; left out where the items have none. */
  readonly bbox?: Box;
  /** How it is searched: by comparing with every item, or by an index of which recall@10 was measured, 0..1. */
  readonly index?: { readonly kind: CollectionIndexKind; readonly recall: number };
}

export type ColumnValue = string | number | boolean;

/** What an item's value must be: equal, one of several, or within a range (ends included; dates as ISO 8601 text). */
export type ColumnFilter =
  | ColumnValue
  | { readonly in: readonly ColumnValue[] }
  | { readonly min?: number | string; readonly max?: number | string };

/** All of it must hold. */
export interface CollectionFilter {
  /** Footprints that touch this box. */
  readonly bbox?: Box;
  /** First and last day (or moment) of the collection's date column, ISO 8601, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly columns?: Readonly<Record<string, ColumnFilter>>;
}

export interface CollectionSearch {
  /** The query, [dim]; of any length. */
  readonly embedding: Float32Array;
  /** 1..{@link LIMITS}.k */
  readonly k: number;
  readonly filter: CollectionFilter;
}

export interface CollectionItem {
  readonly id: string;
  /** Cosine with the query, -1..1; of an answer to a search. */
  readonly similarity?: number;
  readonly bbox?: Box;
  /** Whether the server has a thumbnail of it. */
  readonly thumb: boolean;
  /** Its values in the collection's columns; those that it lacks are left out. */
  readonly columns: Readonly<Record<string, ColumnValue>>;
  /** What a gallery says of it beyond that. */
  readonly captions?: readonly string[];
  readonly tags?: readonly string[];
  readonly file?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Limits of one request; the API's description states them. */
export const LIMITS = {
  k: 200,
  /** Bytes of a request. */
  body: 64 * 1024,
  /** Columns that a filter names, values of one `in`, characters of a text. */
  filterColumns: 8,
  values: 50,
  text: 200,
} as const;

/** A gallery as a map of its embedding space. */
export interface Atlas {
  /** x, y of each item, 0..1, the rows of the gallery in order; [2 * items] */
  readonly positions: Float32Array<ArrayBuffer>;
  readonly regions: readonly Region[];
  readonly from: PositionsFrom;
}

/** Where positions come from: the gallery's own file, this browser's storage, or they were computed just now. */
export type PositionsFrom = 'file' | 'storage' | 'computed';

/** Items that lie together. */
export interface Region {
  /** Middle, 0..1. */
  readonly x: number;
  readonly y: number;
  /** Items in it. */
  readonly items: number;
  /** Mean of their embeddings, normalized, [dim]. */
  readonly mean: Float32Array<ArrayBuffer>;
}

/** What the worker is asked: one gallery's map. */
export interface AtlasRequest {
  /** float32, [items * dim], normalized rows; handed over. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  readonly dim: number;
  /** Those that came with the gallery, [2 * items], 0..1; null where there are none. */
  readonly positions: Float32Array<ArrayBuffer> | null;
  /** Under which the positions are kept in this browser; null keeps none. */
  readonly key: string | null;
}

export type AtlasReply =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'atlas'; readonly atlas: Atlas }
  | { readonly kind: 'error'; readonly message: string };

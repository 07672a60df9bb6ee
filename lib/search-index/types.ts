import type { IndexKind } from './kinds/names';

/** Rows in rank order, best first; `similarity` is the cosine, -1..1. */
export interface Neighbours {
  readonly rows: Uint32Array;
  readonly similarities: Float32Array;
}

/** Nearest rows of a gallery by cosine; vectors are normalized. */
export interface VectorIndex {
  readonly kind: IndexKind;
  readonly size: number;
  readonly dim: number;
  /** The `k` nearest rows, fewer where the index holds fewer. */
  search(query: Float32Array, k: number): Neighbours;
  dispose(): void;
}

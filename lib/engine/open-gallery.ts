import type { GallerySession } from './gallery-session';
import type { Narrowing, RankedItem, SearchAnswer } from './protocol';

/** An open gallery as the engine uses it: one in memory, or one that a server searches. */
export interface OpenGallery
  extends Pick<
    GallerySession,
    | 'manifest'
    | 'ready'
    | 'settled'
    | 'askFor'
    | 'imageOf'
    | 'embeddingOf'
    | 'embeddings'
    | 'similarities'
    | 'space'
    | 'captionTable'
    | 'close'
  > {
  /** The `k` nearest items, best first, without some. */
  search(
    embedding: Float32Array,
    k: number,
    without?: readonly string[],
    signal?: AbortSignal,
    narrowing?: Narrowing & { readonly cutoff?: number },
  ): Found | Promise<Found>;
}

export interface Found {
  readonly items: RankedItem[];
  readonly index: SearchAnswer['index'];
}

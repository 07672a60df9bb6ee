import type { Backend } from '@/lib/encoder/types';
import type { ErrorReport } from '@/lib/errors/errors';
import type { Evaluator } from '@/lib/evaluation/types';
import type { Finder } from '@/lib/find/types';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import type { PixelValues } from '@/lib/image/types';
import type { ModelManifest } from '@/lib/model/types';
import type { ItemFilter } from '@/lib/narrowing/narrowing';
import type { Sort } from '@/lib/narrowing/order';
import type { IndexKind } from '@/lib/search-index/kinds/names';

/** The query: a value that can be written into the URL (an image as its embedding). */
export type Query =
  | { readonly kind: 'text'; readonly text: string }
  /** `file` crosses to the worker as a reference: its bytes, up to hundreds of MB, are read there. */
  | { readonly kind: 'image'; readonly file: Blob; readonly name: string }
  | { readonly kind: 'item'; readonly id: string }
  | { readonly kind: 'embedding'; readonly embedding: Float32Array }
  | { readonly kind: 'mix'; readonly parts: readonly QueryPart[] };

/** An ingredient of a mix. Weight: magnitude up to 2; below zero the answer moves away from it. */
export type QueryPart = { readonly weight: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'embedding'; readonly embedding: Float32Array }
  /** An item marked as an example or, below zero, as a counter-example. */
  | { readonly kind: 'item'; readonly id: string }
);

export interface EngineConfig {
  readonly model: string;
  readonly gallery: string;
  /** Of a gallery that grows: counts its states. Another one is opened without a pause in what can be searched. */
  readonly revision?: number;
  /** Where `models/` and `galleries/` are served, no slash at the end; '' at the origin's root. */
  readonly base: string;
  /** Asked for by `?index=`; left out, the gallery's own, or exact search where it has none. */
  readonly index?: IndexKind;
  /** Asked for by `?backend=`; left out, the best that passes the golden check. */
  readonly backend?: Backend;
  /** Threads of the wasm backend; left out, as many as the machine and the page's isolation allow. */
  readonly threads?: number;
}

/** What of a gallery answers. */
export interface Narrowing {
  /** Items that may answer; left out, all. */
  readonly filter?: ItemFilter;
  /** Whether near-duplicates come as one result. Collections behind a server have no such. */
  readonly fold?: boolean;
  /**
   * Other than `similarity`: the results that reach the cutoff come first, then the others, all of either in that order.
   * Collections behind a server answer by similarity.
   */
  readonly sort?: Sort;
}

export interface SearchOptions extends Narrowing {
  /** Number of results, 1..gallery size. */
  readonly k: number;
  /** Gives the search up; it rejects with `cancelled`. */
  readonly signal?: AbortSignal;
}

export interface RankedItem {
  /** Row in the gallery's items. */
  readonly row: number;
  readonly id: string;
  /** Cosine, -1..1. */
  readonly similarity: number;
  /** The item itself, where the gallery's manifest does not list it: it is in a collection behind a server. */
  readonly item?: GalleryItem;
  /** Its near-duplicates, best first, where they are folded and there are some. */
  readonly copies?: readonly RankedItem[];
}

/** Milliseconds of one search; what did not happen is 0. */
export interface Timing {
  readonly tokenize: number;
  readonly decode: number;
  readonly encode: number;
  readonly search: number;
}

/** What the person should know about an answer that is right but not all they may think. */
export type Notice = 'text-cut' | 'text-unknown-symbols';

export interface SearchAnswer {
  readonly items: readonly RankedItem[];
  /** The query's embedding, normalized, [dim]. */
  readonly embedding: Float32Array;
  /** Which index answered. */
  readonly index: IndexKind;
  /** Cosine under which results are less certain. */
  readonly cutoff: number;
  /** Cosine from which a result is a strong match; left out where the gallery has no calibration. */
  readonly strong?: number;
  /** Words of the query that the model has hardly read. */
  readonly unfamiliar?: readonly string[];
  readonly notices: readonly Notice[];
  readonly timing: Timing;
  /** Of an image query: its size and the part the encoder saw, px of the image after EXIF rotation. */
  readonly image?: {
    readonly width: number;
    readonly height: number;
    readonly crop: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  };
}

/** Image to text: what categories and captions say of an embedding. */
export interface ImageReading {
  /** All categories, most probable first; probabilities sum to 1. */
  readonly categories: readonly { readonly name: string; readonly probability: number }[];
  /** The gallery's nearest captions, distinct, best first. Empty where the gallery has none. */
  readonly captions: readonly {
    readonly text: string;
    readonly similarity: number;
    readonly id: string;
  }[];
  /** Why there are none although the gallery has some. */
  readonly captionProblem?: ErrorReport;
}

/** State of the engine; the client keeps the latest and notifies its listeners. */
export interface EngineStatus {
  readonly phase: 'loading' | 'ready' | 'error';
  /** Text queries can be answered / image queries can be answered / the gallery can be shown. */
  readonly text: boolean;
  readonly image: boolean;
  readonly gallery: boolean;
  readonly backend: Backend | null;
  readonly threads: number;
  /** Which index answers now; null before the gallery is there. */
  readonly index: IndexKind | null;
  /** Why the asked-for index does not answer, where it does not and will not. */
  readonly indexProblem?: ErrorReport;
  /** Why `backend` is not the one that was asked for, or not WebGPU although the machine has it. */
  readonly backendProblem?: ErrorReport;
  /** Why the image tower could not be loaded; text search still works. */
  readonly imageProblem?: ErrorReport;
  /** All files that this visit needs, as one figure, bytes. */
  readonly progress: { readonly loaded: number; readonly total: number };
  /** Whether all large files came from the cache. */
  readonly cached: boolean;
  /** Set when files could not be kept (storage full or forbidden): the next visit loads them again. */
  readonly storageProblem?: ErrorReport;
  readonly error?: ErrorReport;
}

/**
 * The engine as the page sees it. The worker implements it; the client puts supervision in front.
 * All methods reject with an AppError.
 */
export interface SearchEngine extends Finder, Evaluator {
  /** Resolves when the gallery's manifest has been read and validated. */
  open(config: EngineConfig): Promise<{ model: ModelManifest; gallery: GalleryManifest }>;
  search(query: Query, options: SearchOptions): Promise<SearchAnswer>;
  read(embedding: Float32Array): Promise<ImageReading>;
  /**
   * Embeddings of pictures that are being made a gallery; searches get their turn in between.
   * @param model of which they must be: another one that was opened meanwhile rejects with `cancelled`
   * @returns [images * dim], normalized rows
   */
  embed(model: string, images: readonly PixelValues[]): Promise<Float32Array>;
  /**
   * Embeddings of all items of the open gallery, for its map.
   * @returns [items * dim], normalized rows
   * @throws AppError parameter-invalid where a server searches the gallery
   */
  embeddings(): Promise<Float32Array<ArrayBuffer>>;
  /**
   * Where the items of the open gallery lie on its map, as computed when it was built.
   * @returns x, y of each item, 0..1, [2 * items]; null where that must be computed now
   */
  positions(): Promise<Float32Array<ArrayBuffer> | null>;
  /** Cosines of all items with an embedding, [items]; of a collection behind a server none, [0]. */
  similarities(embedding: Float32Array): Promise<Float32Array<ArrayBuffer>>;
}

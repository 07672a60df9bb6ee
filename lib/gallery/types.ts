import type { AssetFile } from '@/lib/assets/types';
import type { CollectionColumn, ColumnValue } from '@/lib/collection/types';
import type { IndexSettings, StoredKind } from '@/lib/search-index/kinds/names';

type LonLat = readonly [number, number];

export interface PartOf {
  /** File of the larger picture. */
  readonly of: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GalleryItem {
  readonly id: string;
  /** Image file, relative to `images/` of the gallery's folder; its thumbnail is `thumbs/<id>.webp`. */
  readonly file: string;
  /** What the file was called, with its folders, where the id is not its name. */
  readonly name?: string;
  readonly width: number;
  readonly height: number;
  readonly category?: string;
  /** Things that can be seen in it, complete over the gallery: where a tag is missing, the thing is not there. */
  readonly tags?: readonly string[];
  /** Part of the data set that it belongs to, such as "test". */
  readonly split?: string;
  /** Ground that the image's width covers, m. */
  readonly groundWidth?: number;
  readonly captions?: readonly string[];
  /** Of an item of a collection: its values in the collection's columns. */
  readonly columns?: Readonly<Record<string, ColumnValue>>;
  /** When it was taken, or its file changed last: day or moment, ISO 8601, in the time of where it was made. */
  readonly date?: string;
  /** Where it lies: west, south, east, north in degrees of WGS 84; west is greater than east where it crosses 180°. */
  readonly bbox?: readonly [number, number, number, number];
  /** Longitude and latitude of its corners: upper left, upper right, lower right, lower left. */
  readonly corners?: readonly [LonLat, LonLat, LonLat, LonLat];
  /** Perceptual hash of the picture, 16 hexadecimal digits, by which copies are known: lib/duplicates/hash.ts. */
  readonly hash?: string;
  /** The part of a larger picture that it is, px. */
  readonly part?: PartOf;
  /** False where the image did not come with the gallery; cards are then shown without one. */
  readonly image?: boolean;
}

/** Bytes of a value, by the type that embeddings are stored as; whole numbers are rows of their own scale. */
export const BYTES_OF = { float32: 4, int16: 2, int8: 1 } as const;
export type Dtype = keyof typeof BYTES_OF;

export interface EmbeddingsFile extends AssetFile {
  /** Row-major, little endian, rows in the order of the items (or of all their captions). */
  readonly dtype: Dtype;
}

/** An index of the embeddings; the settings that it was built with stand beside the rest. */
export interface IndexFile extends AssetFile, IndexSettings {
  /** How it is opened; lib/search-index/kinds has the code. */
  readonly kind: StoredKind;
  /** Distinct vectors in it, each under the row of its first item; left out, one an item. */
  readonly vectors?: number;
  /** recall@10 against exact search, 0..1, measured when it was built. */
  readonly recall?: number;
}

/** Where the items lie on the Atlas: float32, little endian, x and y of each item in their order, 0..1. */
export interface AtlasFile extends AssetFile {
  /** SHA-256 of the embeddings' file that it was computed of; with another one it is out of date. */
  readonly embeddingsSha256: string;
}

/** How sure a result by words is: a logistic function of its cosine, fitted on real queries by `npm run gallery -- ask`. */
export interface Certainty {
  /** Factor on the cosine. */
  readonly similarity: number;
  /** Factor on (share of the query's words that the model has read often) - 1. */
  readonly familiar: number;
  readonly bias: number;
  /** Probabilities, 0..1: from `line` on results stand above the divider, from `strong` on they are called strong. */
  readonly line: number;
  readonly strong: number;
  /** Measured on held-out queries; shares, 0..1, of their first 24 results. */
  readonly measured: {
    readonly queries: number;
    /** Right results of those above the divider. */
    readonly above: number;
    /** Results above the divider of those that are right. */
    readonly kept: number;
    /** Queries with nothing above the divider, of those without a right result. */
    readonly refused: number;
  };
}

/** `public/galleries/<id>/gallery.json`. */
export interface GalleryManifest {
  readonly id: string;
  readonly title: string;
  /** What it holds, a few words. */
  readonly description?: string;
  readonly license: string;
  readonly attribution: string;
  /** Command that fetches the images of a gallery that ships without them. */
  readonly imagesCommand?: string;
  /** Id of the model that the embeddings are of, and the SHA-256 of its vision file. */
  readonly model: string;
  readonly modelSha256: string;
  /** SHA-256 of the text file that embedded the captions. */
  readonly textSha256?: string;
  readonly dim: number;
  readonly items: readonly GalleryItem[];
  /** Of a collection that a server searches; `items` are then a look at some of its items. */
  readonly served?: Served;
  readonly embeddings: EmbeddingsFile;
  /** Left out where exact search answers: the gallery is small, or no index finds enough of it. */
  readonly index?: IndexFile;
  /** Text embeddings of all captions, item after item; int8 rows are scaled by their largest component, to 127. */
  readonly captionEmbeddings?: EmbeddingsFile;
  /** Left out where the Atlas computes the positions when it is opened. */
  readonly atlas?: AtlasFile;
  /** Queries whose first results are right here, measured when the gallery was built. */
  readonly suggestions?: readonly string[];
  readonly certainty?: Certainty;
}

/** What is known of a collection behind a server. */
export interface Served {
  /** Items in it. */
  readonly items: number;
  /** Share of the ten nearest that its index finds, 0..1; left out where every item is compared. */
  readonly recall?: number;
  /** The column of its items' dates, by which it can be narrowed. */
  readonly date?: string;
  /** Whether it can be narrowed by places. */
  readonly placed?: boolean;
  /** All that it can be narrowed by, the date included. */
  readonly columns: readonly CollectionColumn[];
}

/** Number of its items: of a collection those that the server has. */
export function sizeOf({ items, served }: Pick<GalleryManifest, 'items' | 'served'>): number {
  return served?.items ?? items.length;
}

/** `public/galleries/galleries.json`: what was there at build time, the default first. */
export interface GalleryList {
  readonly galleries: readonly {
    id: string;
    title: string;
    model: string;
    items: number;
    suggestions?: readonly string[];
  }[];
  readonly models: readonly { id: string; title: string }[];
}

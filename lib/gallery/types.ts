import type { AssetFile } from '@/lib/assets/types';

export interface GalleryItem {
  readonly id: string;
  /** Image file, relative to `images/` of the gallery's folder; its thumbnail is `thumbs/<id>.webp`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly category?: string;
  readonly captions?: readonly string[];
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

export interface IndexFile extends AssetFile {
  readonly M: number;
  readonly efConstruction: number;
}

/** `public/galleries/<id>/gallery.json`. */
export interface GalleryManifest {
  readonly id: string;
  readonly title: string;
  readonly license: string;
  readonly attribution: string;
  /** What whoever runs the site calls to bring the images, of a gallery that came without them. */
  readonly imagesCommand?: string;
  /** Id of the model that the embeddings are of, and the SHA-256 of its vision file. */
  readonly model: string;
  readonly modelSha256: string;
  /** SHA-256 of the text file that embedded the captions. */
  readonly textSha256?: string;
  readonly dim: number;
  readonly items: readonly GalleryItem[];
  readonly embeddings: EmbeddingsFile;
  readonly index: IndexFile;
  /** Text embeddings of all captions, item after item; int8 rows are scaled by their largest component, to 127. */
  readonly captionEmbeddings?: EmbeddingsFile;
}

/** `public/galleries/galleries.json`: what was there at build time, the default first. */
export interface GalleryList {
  readonly galleries: readonly { id: string; title: string; model: string; items: number }[];
  readonly models: readonly { id: string; title: string }[];
}

import type { ErrorReport } from '@/lib/errors/errors';
import type { GalleryItem } from '@/lib/gallery/types';
import type { BandChoice } from '@/lib/image/raster/types';
import type { Crop, PixelValues } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import type { Where } from './where';

/** A file for a decoding worker. */
export interface DecodeJob {
  readonly file: Blob;
  /** As messages call it. */
  readonly name: string;
  readonly spec: ImageSpec;
  /** The part that is meant, px: the file is then read by windows. */
  readonly part?: Crop;
  /** The bands that the part is shown in; left out, those that the reader chooses. */
  readonly choice?: BandChoice;
}

/** What became of it. */
export type Decoded =
  | {
      readonly kind: 'read';
      readonly pixels: PixelValues;
      readonly thumb: Blob;
      /** Px, after EXIF rotation. */
      readonly width: number;
      readonly height: number;
      /** What else is known of the picture by its file. */
      readonly about: Where & Pick<GalleryItem, 'hash'>;
    }
  /** There is nothing to see in it: a part of a scene where it has no values. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unread'; readonly report: ErrorReport };

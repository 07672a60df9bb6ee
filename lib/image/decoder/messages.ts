import type { ErrorReport } from '@/lib/errors/errors';
import type { BandChoice, BandWish, RasterInfo } from '../raster/types';
import type { Crop, RgbaImage } from '../types';

/** What a page asks of the worker that decodes; answered in order. */
export type Request =
  | { readonly kind: 'open'; readonly file: Blob; readonly name: string }
  | {
      readonly kind: 'read';
      readonly window: Crop;
      readonly size?: { readonly width: number; readonly height: number } | undefined;
      readonly choice?: BandChoice | undefined;
    }
  | { readonly kind: 'choose'; readonly wish: BandWish }
  | { readonly kind: 'picture'; readonly choice?: BandChoice | undefined };

export interface Answers {
  readonly open: RasterInfo;
  readonly read: RgbaImage;
  readonly choose: BandChoice;
  readonly picture: Blob;
}

/** `progress`: the request is being worked on, and its answer is still to come. */
export type Answer =
  | { readonly value: Answers[keyof Answers] }
  | { readonly error: ErrorReport }
  | { readonly progress: true };

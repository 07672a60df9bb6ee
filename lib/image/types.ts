import type { ImageFormat } from './formats/names';

/** A decoded image: 8 bits a channel, opaque (what was transparent lies on white), EXIF rotation applied. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  /** [height * width * 4] */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A part of an image, px of the image after EXIF rotation; the edges may fall between pixels. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the image encoder takes. */
export interface PixelValues {
  /** (channel - mean) / std, channel on 0..1; [3 * height * width], one colour after the other. */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** The part of the image that these pixels show. */
  readonly crop: Crop;
}

export type { ImageFormat };

/** What the first bytes of an image file say. */
export interface ImageHeader {
  readonly format: ImageFormat;
  /** Px, after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1..8; 1 where there is none. */
  readonly orientation: number;
  /** More than one frame; the first is the one that counts. */
  readonly animated: boolean;
  /** Known of JPEGs only: whether the file says that its colours are others than the screen's usual ones. */
  readonly colourProfile?: boolean;
  /** Longitude and latitude, and the local time, that the camera noted. Known of JPEG and PNG. */
  readonly place?: readonly [number, number];
  readonly taken?: string;
}

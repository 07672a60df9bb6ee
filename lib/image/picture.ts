import type { Crop, RgbaImage } from './types';

/** A decoded picture of which parts are read; the whole is never held as pixels twice. */
export interface OpenPicture {
  /** Px, after EXIF rotation. */
  readonly width: number;
  readonly height: number;
  /** @param part whole px, inside the picture */
  read(part: Crop): RgbaImage;
  /**
   * The picture made small enough for a page to show: browsers hold what they show as pixels once more.
   * @param most px of its longer side
   * @returns null where there is nothing to draw it with
   */
  preview(most: number): Promise<Blob | null>;
  /** Frees the pixels; nothing can be read afterwards. */
  close(): void;
}

/** A picture whose pixels lie in memory. */
export function pictureOf(image: RgbaImage): OpenPicture {
  return {
    width: image.width,
    height: image.height,
    read: (part) => cutOut(image, part),
    preview: async () => null,
    close: () => {},
  };
}

/** A part of an image. @param part whole px, inside the image */
export function cutOut({ data, width, height }: RgbaImage, part: Crop): RgbaImage {
  if (part.x === 0 && part.y === 0 && part.width === width && part.height === height) {
    return { data, width, height };
  }
  const out = new Uint8ClampedArray(part.width * part.height * 4);
  for (let row = 0; row < part.height; row++) {
    const start = ((part.y + row) * width + part.x) * 4;
    out.set(data.subarray(start, start + part.width * 4), row * part.width * 4);
  }
  return { data: out, width: part.width, height: part.height };
}

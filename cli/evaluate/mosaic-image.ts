import type { PixelValues, RgbaImage } from '@/lib/image/types';
import type { ImageSpec } from '@/lib/model/types';
import type { Rectangle } from '@/lib/patches/grid';
import { MOSAIC_SIDE } from './mosaics';

/**
 * An encoder's input back as the pixels that it was made from, which are whole numbers from 0 to 255: a mosaic
 * of these is made of exactly what the encoder sees of its images.
 */
export function pixelsOf({ pixels, width, height }: PixelValues, spec: ImageSpec): RgbaImage {
  const count = width * height;
  const data = new Uint8ClampedArray(count * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const mean = spec.mean[channel] as number;
    const std = spec.std[channel] as number;
    for (let i = 0; i < count; i++) {
      data[i * 4 + channel] = ((pixels[channel * count + i] as number) * std + mean) * 255;
    }
  }
  return { data, width, height };
}

/** Images of one size side by side, row after row, `MOSAIC_SIDE` in a row. */
export function joinTiles(tiles: readonly RgbaImage[]): RgbaImage {
  const side = tiles[0]?.width ?? 0;
  const width = MOSAIC_SIDE * side;
  const data = new Uint8ClampedArray(width * width * 4);
  tiles.forEach((tile, i) => {
    const left = (i % MOSAIC_SIDE) * side;
    const top = Math.floor(i / MOSAIC_SIDE) * side;
    for (let row = 0; row < side; row++) {
      const line = tile.data.subarray(row * side * 4, (row + 1) * side * 4);
      data.set(line, ((top + row) * width + left) * 4);
    }
  });
  return { data, width, height: width };
}

/** A part of an image. @param part whole px, inside the image */
export function cutOut({ data, width }: RgbaImage, part: Rectangle): RgbaImage {
  const out = new Uint8ClampedArray(part.width * part.height * 4);
  for (let row = 0; row < part.height; row++) {
    const start = ((part.y + row) * width + part.x) * 4;
    out.set(data.subarray(start, start + part.width * 4), row * part.width * 4);
  }
  return { data: out, width: part.width, height: part.height };
}

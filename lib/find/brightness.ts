import type { OpenPicture } from '@/lib/image/picture';
import type { Raster } from '@/lib/patches/guided';

/** Rows of the raster that are read at once: the picture is never copied as a whole. */
const STRIP = 32;

/**
 * A picture's brightness, smaller: means of its pixels. @param most px of the longer side
 * @returns 0..1
 */
export function brightnessOf(picture: OpenPicture, most: number): Raster {
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const values = new Float32Array(width * height);
  const rowOf = (y: number) => Math.round((y * picture.height) / height);
  const colOf = Uint32Array.from({ length: width + 1 }, (_, x) =>
    Math.round((x * picture.width) / width),
  );
  for (let first = 0; first < height; first += STRIP) {
    const last = Math.min(height, first + STRIP);
    const top = rowOf(first);
    const strip = { x: 0, y: top, width: picture.width, height: rowOf(last) - top };
    const { data } = picture.read(strip);
    for (let y = first; y < last; y++) {
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let row = rowOf(y) - top; row < rowOf(y + 1) - top; row++) {
          for (let col = colOf[x] as number; col < (colOf[x + 1] as number); col++) {
            const at = (row * picture.width + col) * 4;
            sum += luma(data[at] as number, data[at + 1] as number, data[at + 2] as number);
          }
        }
        const pixels =
          (rowOf(y + 1) - rowOf(y)) * ((colOf[x + 1] as number) - (colOf[x] as number));
        values[y * width + x] = sum / Math.max(1, pixels) / 255;
      }
    }
  }
  return { width, height, values };
}

/** Rec. 601. */
function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

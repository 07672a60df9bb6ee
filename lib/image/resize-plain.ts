import { type Coefficients, PRECISION } from './coefficients';
import type { Resizing } from './resize';
import type { RgbaImage } from './types';

const HALF = 1 << (PRECISION - 1);

/** Both passes in plain JavaScript, where there is no SIMD; and what that is tested against. */
export function resizePlainly(
  image: RgbaImage,
  resizing: Resizing,
): Uint8ClampedArray<ArrayBuffer> {
  const { across, first, end, window } = resizing;
  return vertical(horizontal(image, across, window.width, first, end), resizing);
}

/** Rows `first` to `end` at their new width; RGBA in, RGB out. */
function horizontal(
  image: RgbaImage,
  { starts, lengths, weights, stride }: Coefficients,
  width: number,
  first: number,
  end: number,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray((end - first) * width * 3);
  const { data } = image;
  for (let y = first, to = 0; y < end; y++) {
    const row = y * image.width;
    for (let x = 0; x < width; x++, to += 3) {
      let from = (row + (starts[x] as number)) * 4;
      const stop = x * stride + (lengths[x] as number);
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      for (let k = x * stride; k < stop; k++, from += 4) {
        const weight = weights[k] as number;
        red = (red + (data[from] as number) * weight) | 0;
        green = (green + (data[from + 1] as number) * weight) | 0;
        blue = (blue + (data[from + 2] as number) * weight) | 0;
      }
      out[to] = red >> PRECISION;
      out[to + 1] = green >> PRECISION;
      out[to + 2] = blue >> PRECISION;
    }
  }
  return out;
}

/** RGB rows from `first` on at their new height; RGBA out, opaque. */
function vertical(
  rows: Uint8ClampedArray,
  { down: { starts, lengths, weights, stride }, window, first }: Resizing,
): Uint8ClampedArray<ArrayBuffer> {
  const line = window.width * 3;
  const out = new Uint8ClampedArray(window.width * window.height * 4);
  const sums = new Int32Array(line);
  for (let y = 0, to = 0; y < window.height; y++) {
    // A row at a time keeps the reads in memory's order.
    sums.fill(HALF);
    for (let k = 0; k < (lengths[y] as number); k++) {
      const weight = weights[y * stride + k] as number;
      const from = ((starts[y] as number) + k - first) * line;
      for (let i = 0; i < line; i++) {
        sums[i] = (sums[i] as number) + (rows[from + i] as number) * weight;
      }
    }
    for (let i = 0; i < line; i += 3, to += 4) {
      out[to] = (sums[i] as number) >> PRECISION;
      out[to + 1] = (sums[i + 1] as number) >> PRECISION;
      out[to + 2] = (sums[i + 2] as number) >> PRECISION;
      out[to + 3] = 255;
    }
  }
  return out;
}

import type { RgbaImage } from './types';

/** Part of the result that is wanted, px of the result. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Fraction bits of the coefficients: 8 bits of a channel and 2 of headroom are left of 32. */
const PRECISION = 22;
const HALF = 1 << (PRECISION - 1);

/**
 * Pillow's `resize(…, BICUBIC)` to the bit: separable, antialiased (the filter widens with the scale), fixed
 * point, rounded and clipped after the horizontal pass and again after the vertical one. Canvas and
 * createImageBitmap differ from it by up to 104 levels, and embeddings with them.
 *
 * @param window left out: the whole result; given, only that part is computed
 * @returns an opaque image of the window's size
 */
export function resizeBicubic(
  image: RgbaImage,
  width: number,
  height: number,
  window: Window = { x: 0, y: 0, width, height },
): RgbaImage {
  const across = coefficients(image.width, width, window.x, window.width);
  const down = coefficients(image.height, height, window.y, window.height);
  // Only the rows that the vertical pass reads go through the horizontal one.
  const first = down.starts[0] as number;
  const last = window.height - 1;
  const end = (down.starts[last] as number) + (down.lengths[last] as number);
  const narrow = horizontal(image, across, window.width, first, end);
  return {
    width: window.width,
    height: window.height,
    data: vertical(narrow, down, window, first),
  };
}

/** For each output position: where its inputs start, how many they are, and their weights. */
interface Coefficients {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  /** Weights of output `i` from `i * stride` on. */
  readonly weights: Int32Array;
  readonly stride: number;
}

/** Pillow's precompute_coeffs and normalize_coeffs_8bpc (Resample.c) for `count` outputs from `from` on. */
function coefficients(inputs: number, outputs: number, from: number, count: number): Coefficients {
  const scale = inputs / outputs;
  const filterScale = Math.max(scale, 1);
  const support = 2 * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(count);
  const lengths = new Int32Array(count);
  const weights = new Int32Array(count * stride);
  const raw = new Float64Array(stride);
  const inverse = 1 / filterScale;
  for (let i = 0; i < count; i++) {
    const center = (from + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const length = Math.min(inputs, Math.trunc(center + support + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < length; k++) {
      const weight = bicubic((k + start - center + 0.5) * inverse);
      raw[k] = weight;
      sum += weight;
    }
    for (let k = 0; k < length; k++) {
      const weight = sum === 0 ? (raw[k] as number) : (raw[k] as number) / sum;
      weights[i * stride + k] = Math.trunc((weight < 0 ? -0.5 : 0.5) + weight * (1 << PRECISION));
    }
    starts[i] = start;
    lengths[i] = length;
  }
  return { starts, lengths, weights, stride };
}

/** Keys' cubic with a = -0.5. */
function bicubic(distance: number): number {
  const a = -0.5;
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
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
  { starts, lengths, weights, stride }: Coefficients,
  window: Window,
  first: number,
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

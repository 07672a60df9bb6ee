import { type Coefficients, coefficients, type Interpolation } from './coefficients';
import { resizePlainly } from './resize-plain';
import { resizeFast } from './resize-simd';
import type { RgbaImage } from './types';

/** Part of the result that is wanted, px of the result. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One resizing, with its weights. */
export interface Resizing {
  readonly window: Window;
  readonly across: Coefficients;
  readonly down: Coefficients;
  /** Only the rows that the vertical pass reads go through the horizontal one: from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
}

/**
 * Pillow's `resize(…, BICUBIC)` or `BILINEAR` to the bit: separable, antialiased (the filter widens with the scale), fixed
 * point, rounded and clipped after the horizontal pass and again after the vertical one. Canvas and
 * createImageBitmap differ from it by up to 104 levels, and embeddings with them.
 *
 * @param window left out: the whole result; given, only that part is computed
 * @returns an opaque image of the window's size
 */
export function resizeImage(
  image: RgbaImage,
  width: number,
  height: number,
  interpolation: Interpolation,
  window: Window = { x: 0, y: 0, width, height },
): RgbaImage {
  const resizing = plan(image, width, height, interpolation, window);
  const data = resizeFast(image, resizing) ?? resizePlainly(image, resizing);
  return { width: window.width, height: window.height, data };
}

/** What is to be computed for {@link resizeImage}. */
export function plan(
  image: RgbaImage,
  width: number,
  height: number,
  interpolation: Interpolation,
  window: Window,
): Resizing {
  const across = coefficients(image.width, width, window.x, window.width, interpolation);
  const down = coefficients(image.height, height, window.y, window.height, interpolation);
  const first = down.starts[0] as number;
  const last = window.height - 1;
  const end = (down.starts[last] as number) + (down.lengths[last] as number);
  return { window, across, down, first, end };
}

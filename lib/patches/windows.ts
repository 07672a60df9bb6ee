import { centerOf, contains, type Rectangle } from './grid';

/** Starts of windows along one side; the last is moved back so that it ends with the side. */
function starts(length: number, side: number, stride: number): number[] {
  const last = Math.max(0, length - side);
  const count = Math.ceil(last / stride - 1e-9) + 1;
  return Array.from({ length: count }, (_, i) => Math.min(Math.round(i * stride), last));
}

/**
 * Square windows over an image, row after row, that overlap where the stride is less than the side.
 * Together they cover all of it. A window is never larger than the image.
 * @param side px
 * @param stride px from window to window, above 0
 */
export function windowRectangles(
  width: number,
  height: number,
  side: number,
  stride: number,
): Rectangle[] {
  if (!(side > 0 && stride > 0)) throw new RangeError('a window needs a side and a stride above 0');
  const size = { width: Math.min(side, width), height: Math.min(side, height) };
  return starts(height, side, stride).flatMap((y) =>
    starts(width, side, stride).map((x) => ({ x, y, ...size })),
  );
}

/**
 * A relevance map from windows: at each cell the mean of the windows over its centre, taken for each size of
 * window by itself and then over the sizes, so that each size has the same weight however many windows it has.
 * Cells under no window get 0.
 * @param cells the map's cells (patches), px
 * @param windows px of the same image
 * @param values relevance of each window
 * @returns [cells]
 */
export function mapOfWindows(
  cells: readonly Rectangle[],
  windows: readonly Rectangle[],
  values: ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const sizes = new Map<string, number[]>();
  windows.forEach(({ width, height }, i) => {
    const key = `${width}x${height}`;
    sizes.set(key, [...(sizes.get(key) ?? []), i]);
  });
  return Float32Array.from(cells, (cell) => {
    const center = centerOf(cell);
    const means = [...sizes.values()].flatMap((ofSize) => {
      const over = ofSize.filter((i) => contains(windows[i] as Rectangle, center));
      return over.length === 0 ? [] : [mean(over.map((i) => values[i] as number))];
    });
    return means.length === 0 ? 0 : mean(means);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

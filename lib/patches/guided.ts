import type { PatchGrid } from './grid';

/** A single-channel raster, row-major. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height * width] */
  readonly values: Float32Array;
}

/** Variance of brightness (0..1) from which an edge of the picture also becomes an edge of the map. */
const EDGE = 0.03 ** 2;

/** A map of cells at another size, linear between the cells' centres. NaN (not known) counts as 0. */
export function resampled(
  map: Float32Array,
  grid: PatchGrid,
  width: number,
  height: number,
): Raster {
  const values = new Float32Array(width * height);
  const across = positions(width, grid.cols);
  const down = positions(height, grid.rows);
  for (let y = 0; y < height; y++) {
    const { first: top, share: v } = down(y);
    const below = Math.min(grid.rows - 1, top + 1);
    for (let x = 0; x < width; x++) {
      const { first: left, share: u } = across(x);
      const right = Math.min(grid.cols - 1, left + 1);
      const at = (row: number, col: number) => (map[row * grid.cols + col] as number) || 0;
      const upper = at(top, left) * (1 - u) + at(top, right) * u;
      const lower = at(below, left) * (1 - u) + at(below, right) * u;
      values[y * width + x] = upper * (1 - v) + lower * v;
    }
  }
  return { width, height, values };
}

function positions(length: number, cells: number): (i: number) => { first: number; share: number } {
  const table = Array.from({ length }, (_, i) => {
    const position = Math.min(cells - 1, Math.max(0, ((i + 0.5) / length) * cells - 0.5));
    const first = Math.floor(position);
    return { first, share: position - first };
  });
  return (i) => table[i] as { first: number; share: number };
}

/**
 * A map whose edges follow the picture's: the guided filter of He, Sun and Tang (ECCV 2010).
 * @param guide brightness of the picture, 0..1, of the same size
 * @param radius of the window, px: about a cell of the map
 * @returns 0..1
 */
export function guided(map: Raster, guide: Raster, radius: number): Raster {
  const { width, height } = map;
  const mean = (values: Float32Array) => boxMean(values, width, height, radius);
  const [p, g] = [map.values, guide.values];
  const meanG = mean(g);
  const meanP = mean(p);
  const meanGG = mean(g.map((value) => value * value));
  const meanGP = mean(g.map((value, i) => value * (p[i] as number)));
  const slope = new Float32Array(p.length);
  const offset = new Float32Array(p.length);
  for (let i = 0; i < p.length; i++) {
    const [mg, mp] = [meanG[i] as number, meanP[i] as number];
    slope[i] = ((meanGP[i] as number) - mg * mp) / ((meanGG[i] as number) - mg * mg + EDGE);
    offset[i] = mp - (slope[i] as number) * mg;
  }
  const [a, b] = [mean(slope), mean(offset)];
  const values = g.map((value, i) =>
    Math.min(1, Math.max(0, (a[i] as number) * value + (b[i] as number))),
  );
  return { width, height, values };
}

/** Means over squares of `2 * radius + 1`, of what of them lies inside. */
export function boxMean(
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array<ArrayBuffer> {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) slide(values, across, y * width, 1, width, radius);
  const both = new Float32Array(values.length);
  for (let x = 0; x < width; x++) slide(across, both, x, width, height, radius);
  return both;
}

/** A running mean along one line. */
function slide(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < Math.min(radius, length); i++, count++)
    sum += from[start + i * step] as number;
  for (let i = 0; i < length; i++) {
    if (i + radius < length) {
      sum += from[start + (i + radius) * step] as number;
      count++;
    }
    if (i - radius - 1 >= 0) {
      sum -= from[start + (i - radius - 1) * step] as number;
      count--;
    }
    to[start + i * step] = sum / count;
  }
}

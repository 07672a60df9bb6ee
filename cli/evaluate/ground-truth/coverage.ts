import type { PatchGrid } from '@/lib/patches/grid';
import type { Extent } from './truth-file';

/**
 * Pixels of an image that show a feature, 1 or 0, row by row: those whose centre lies in it. Cells are of square images.
 * @returns [width * height]
 */
export function pixelMask(
  extent: Extent,
  width: number,
  height: number = width,
): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(width * height);
  if (extent.kind === 'polygons') {
    for (const polygon of extent.polygons) fillPolygon(mask, width, polygon);
  } else {
    fillCells(mask, width, extent);
  }
  return mask;
}

/** Share of the pixels that are set, 0..1. */
export function shareOf(mask: Uint8Array): number {
  return mask.reduce((sum, pixel) => sum + pixel, 0) / mask.length;
}

/**
 * How much of each cell of a map a mask covers.
 * @param mask [width * height]
 * @returns 0..1, [rows * cols]; a pixel belongs to the cell that its centre lies in
 */
export function coverage(
  mask: Uint8Array,
  width: number,
  { rows, cols }: PatchGrid,
): Float32Array<ArrayBuffer> {
  const height = mask.length / width;
  const hits = new Float32Array(rows * cols);
  const pixels = new Float32Array(rows * cols);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) / height) * rows) * cols;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(((x + 0.5) / width) * cols);
      pixels[at] = (pixels[at] as number) + 1;
      hits[at] = (hits[at] as number) + (mask[y * width + x] as number);
    }
  }
  return hits.map((count, i) => (pixels[i] ? count / (pixels[i] as number) : 0));
}

/** Whether the centre of each cell of a map lies in the mask. @param mask [width * height] */
export function centersIn(
  mask: Uint8Array,
  width: number,
  { rows, cols }: PatchGrid,
): Uint8Array<ArrayBuffer> {
  const height = mask.length / width;
  const at = (i: number, count: number, side: number) => Math.floor(((i + 0.5) / count) * side);
  return Uint8Array.from({ length: rows * cols }, (_, i) => {
    const row = at(Math.floor(i / cols), rows, height);
    return mask[row * width + at(i % cols, cols, width)] as number;
  });
}

/** Sets the pixels inside an outline (even-odd). What is set already stays. */
function fillPolygon(
  mask: Uint8Array,
  width: number,
  polygon: readonly (readonly [number, number])[],
): void {
  const ys = polygon.map(([, y]) => y);
  const last = Math.min(mask.length / width - 1, Math.floor(Math.max(...ys)));
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= last; row++) {
    const crossings = crossingsAt(polygon, row + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] as number) - 0.5));
      const to = Math.min(width, Math.ceil((crossings[i + 1] as number) - 0.5));
      if (from < to) mask.fill(1, row * width + from, row * width + to);
    }
  }
}

/** Where an outline crosses a row, from left to right. */
function crossingsAt(polygon: readonly (readonly [number, number])[], y: number): number[] {
  return polygon
    .flatMap(([x1, y1], i) => {
      const [x0, y0] = polygon.at(i - 1) as readonly [number, number];
      return y0 <= y === y1 <= y ? [] : [x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)];
    })
    .sort((a, b) => a - b);
}

function fillCells(
  mask: Uint8Array,
  size: number,
  { cell, runs }: Extract<Extent, { kind: 'cells' }>,
): void {
  const side = Math.floor(size / cell);
  let at = 0;
  runs.forEach((run, i) => {
    // Runs begin with the empty one, so every second is full.
    for (let k = at; i % 2 === 1 && k < at + run; k++) {
      const left = (k % side) * cell;
      for (let y = 0; y < cell; y++) {
        const start = (Math.floor(k / side) * cell + y) * size + left;
        mask.fill(1, start, start + cell);
      }
    }
    at += run;
  });
}

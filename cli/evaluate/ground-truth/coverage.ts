import type { PatchGrid } from '@/lib/patches/grid';
import type { Extent } from './truth-file';

/** Pixels of a square image that show a feature, 1 or 0, row by row: those whose centre lies in it. [size * size] */
export function pixelMask(extent: Extent, size: number): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(size * size);
  if (extent.kind === 'polygons') {
    for (const polygon of extent.polygons) fillPolygon(mask, size, polygon);
  } else {
    fillCells(mask, size, extent);
  }
  return mask;
}

/**
 * How much of each cell of a map a mask covers.
 * @param mask [size * size]
 * @returns 0..1, [rows * cols]; a pixel belongs to the cell that its centre lies in
 */
export function coverage(
  mask: Uint8Array,
  size: number,
  { rows, cols }: PatchGrid,
): Float32Array<ArrayBuffer> {
  const hits = new Float32Array(rows * cols);
  const pixels = new Float32Array(rows * cols);
  for (let y = 0; y < size; y++) {
    const row = Math.floor(((y + 0.5) / size) * rows) * cols;
    for (let x = 0; x < size; x++) {
      const at = row + Math.floor(((x + 0.5) / size) * cols);
      pixels[at] = (pixels[at] as number) + 1;
      hits[at] = (hits[at] as number) + (mask[y * size + x] as number);
    }
  }
  return hits.map((count, i) => (pixels[i] ? count / (pixels[i] as number) : 0));
}

/** Sets the pixels inside an outline (even-odd). What is set already stays. */
function fillPolygon(
  mask: Uint8Array,
  size: number,
  polygon: readonly (readonly [number, number])[],
): void {
  const ys = polygon.map(([, y]) => y);
  const last = Math.min(size - 1, Math.floor(Math.max(...ys)));
  for (let row = Math.max(0, Math.floor(Math.min(...ys))); row <= last; row++) {
    const crossings = crossingsAt(polygon, row + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i] as number) - 0.5));
      const to = Math.min(size, Math.ceil((crossings[i + 1] as number) - 0.5));
      if (from < to) mask.fill(1, row * size + from, row * size + to);
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

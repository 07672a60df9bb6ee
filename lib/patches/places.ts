import { type Basin, basinsOf } from './basins';
import type { PatchGrid, Rectangle } from './grid';
import { guided, type Raster, resampled } from './guided';
import { areaOf, outlinesOf, type Ring, smoothed } from './outline';

/** Where a feature was found. */
export interface Place {
  /** Around the outline, px of the picture. */
  readonly box: Rectangle;
  /** The map's largest value within, 0..1. */
  readonly probability: number;
  /** The cell that has it. */
  readonly cell: number;
  /** Px of the picture: the first is the outer line, the others are holes. */
  readonly rings: readonly Ring[];
  /** Of the picture that it covers, 0..1. */
  readonly share: number;
}

export interface PlaceOptions {
  /** Least probability of a place's peak, 0..1. */
  readonly from: number;
  /** Single things are parted from each other; otherwise whatever touches is one. */
  readonly things: boolean;
  /** Side of the smallest thing that the map resolves, in cells. */
  readonly resolves: number;
  /** The picture's brightness, 0..1, which edges follow; null: the map's own edges. */
  readonly guide: Raster | null;
  /** Places beyond this many are left out, the least probable first. */
  readonly most?: number;
}

/** A place reaches as far as its map has this share of its peak. */
const EXTENT = 0.5;
/** But not to where it is less probable than this. */
const LEAST_LEVEL = 0.2;
/** Two things are two where the map between them falls below this share of the lower peak. */
const SADDLE = 0.75;
/** Outlines are simplified by so much, px of the raster. */
const TOLERANCE = 0.6;
const MOST = 200;
/** Longer side of the raster without a guide, px: outlines are drawn again several times a second while a picture is encoded. */
const PLAIN_SIDE = 512;

/**
 * Places of a map with their outlines, most probable first.
 * @param probability 0..1, [cells]; NaN where nothing is known
 * @param size px of the picture
 */
export function placesOf(
  probability: Float32Array,
  grid: PatchGrid,
  size: { readonly width: number; readonly height: number },
  options: PlaceOptions,
): Place[] {
  const { from, things, resolves, guide, most = MOST } = options;
  if (!probability.some((value) => value >= from)) return [];
  const { width, height } = guide ?? plainSize(grid);
  const perCell = Math.sqrt((width * height) / (grid.cols * grid.rows));
  const plain = resampled(probability, grid, width, height);
  const fine = guide ? guided(plain, guide, Math.max(1, Math.round(perCell))) : plain;
  const least = Math.max(1, (resolves * perCell) ** 2);
  // The filter lowers small peaks a little, so the unfiltered map decides whether a peak counts.
  const level = Math.max(Math.min(LEAST_LEVEL, from / 2), from * EXTENT);
  const basins = basinsOf(fine, { level, saddle: things ? SADDLE : 0, least });
  const places: Place[] = [];
  for (const basin of basins) {
    const cell = peakCell(basin, probability, grid, width, height);
    const peak = probability[cell] as number;
    if (!(peak >= from)) continue;
    const place = placeOf(basin, { peak, cell, fine, size, least });
    if (place) places.push(place);
  }
  return places.sort((a, b) => b.probability - a.probability).slice(0, most);
}

/** Two px a cell, fewer for large maps. */
function plainSize({ rows, cols }: PatchGrid): { width: number; height: number } {
  const perCell = Math.min(2, PLAIN_SIDE / Math.max(rows, cols));
  const px = (cells: number) => Math.max(1, Math.round(cells * perCell));
  return { width: px(cols), height: px(rows) };
}

/** The most probable cell whose centre lies in a basin. */
function peakCell(
  { pixels, peak }: Basin,
  probability: Float32Array,
  { rows, cols }: PatchGrid,
  width: number,
  height: number,
): number {
  const cellOf = (i: number) =>
    Math.floor(((Math.floor(i / width) + 0.5) / height) * rows) * cols +
    Math.floor((((i % width) + 0.5) / width) * cols);
  let best = cellOf(peak);
  for (const i of pixels) {
    const cell = cellOf(i);
    if ((probability[cell] as number) > (probability[best] as number)) best = cell;
  }
  return best;
}

interface Found {
  readonly peak: number;
  readonly cell: number;
  readonly fine: Raster;
  readonly size: { readonly width: number; readonly height: number };
  /** Pixels of the smallest thing. */
  readonly least: number;
}

/** @returns null where it is smaller than what the map resolves */
function placeOf({ pixels, height: top }: Basin, found: Found): Place | null {
  const { peak, cell, fine, size, least } = found;
  const level = top * EXTENT;
  // Pixels come highest first: those above the level are the first ones.
  const end = pixels.findIndex((i) => (fine.values[i] as number) < level);
  const within = connected(end < 0 ? pixels : pixels.slice(0, end), fine.width);
  if (within.length < least) return null;
  const [across, down] = [size.width / fine.width, size.height / fine.height];
  const [outer, ...others] = outlinesOf(within, fine.width);
  if (!outer) return null;
  const holes = others.filter((ring) => areaOf(ring) < 0 && -areaOf(ring) / 2 >= least);
  const rings = [outer, ...holes].map((ring) =>
    smoothed(ring, TOLERANCE).map(([x, y]) => [x * across, y * down] as const),
  );
  const share = within.length / fine.values.length;
  return { box: boxOf(rings[0] as Ring), probability: peak, cell, rings, share };
}

/** Of these pixels those that hang together (by sides) with the first, the peak. */
function connected(pixels: readonly number[], width: number): number[] {
  const left = new Set(pixels);
  const [first] = pixels;
  if (first === undefined) return [];
  const group = [first];
  left.delete(first);
  for (let at = 0; at < group.length; at++) {
    const i = group[at] as number;
    const x = i % width;
    for (const j of [i - width, i + width, x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1]) {
      if (left.delete(j)) group.push(j);
    }
  }
  return group;
}

function boxOf(ring: Ring): Rectangle {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

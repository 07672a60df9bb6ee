import type { ImageSpec } from '@/lib/model/types';
import { type PatchGrid, patchRectangles, type Rectangle } from '@/lib/patches/grid';
import { windowRectangles } from '@/lib/patches/windows';
import { type FindMethod, SCALE_MAX, SCALE_MIN, type SurveyOptions, TILES_MAX } from './types';

/** One run of the encoder: a part of the picture, at the size that the encoder sees it. */
export interface Shot {
  /** Px of the picture, whole ones. */
  readonly part: Rectangle;
  /** Px of the encoder's input, multiples of the patch. */
  readonly input: { readonly width: number; readonly height: number };
  /** Dense shots only: which cells of the map its patches are, and which of its own patches these are. */
  readonly core?: { readonly cells: CellBlock; readonly at: { row: number; col: number } };
}

/** A block of a map's cells. */
export interface CellBlock {
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

export interface SurveyPlan {
  readonly method: FindMethod;
  readonly grid: PatchGrid;
  /** Encoder pixels a pixel of the picture. */
  readonly scale: number;
  readonly shots: readonly Shot[];
}

/** Small pictures are enlarged until their shorter side has so many cells: a map of 5 x 5 says little. */
const LEAST_CELLS = 15;
/** With a dense head, which has finer cells, until it has so many patches; chosen on `valid` of UC Merced and scenes. */
const LEAST_CELLS_OF_HEAD = 10;
/** But not more than this: there is no more to see. */
const MOST_ENLARGED = 2;
/** Largest input that nobody asked for, px: what two threads encode in some ten seconds. */
const AUTO_PIXELS = 3072 ** 2;
/** Windows that nobody asked for. */
const AUTO_WINDOWS = 300;
/** Cells along a side of one dense run, and those of them at each inner edge that only lend context. */
const RUN_CELLS = 32;
const CONTEXT_CELLS = 2;
/** Sizes of windows, in encoder inputs; neighbours overlap by half. */
const WINDOW_SIZES = [1, 1.5];
/** The published demo's tile, px of the picture. */
const DEMO_TILE = 224;

/**
 * How a picture is taken apart.
 * @param width px of the picture, like `height` at least 8
 * @param head whether a dense head reads what method dense encodes
 * @throws RangeError where the options are out of the ranges of SurveyOptions
 */
export function planSurvey(
  width: number,
  height: number,
  spec: ImageSpec,
  options: SurveyOptions,
  head = false,
): SurveyPlan {
  const { scale } = options;
  if (scale !== undefined && !(scale >= SCALE_MIN && scale <= SCALE_MAX)) {
    throw new RangeError(`a scale of ${scale} is not within ${SCALE_MIN}..${SCALE_MAX}`);
  }
  switch (options.method) {
    case 'dense':
      return planDense(
        width,
        height,
        spec,
        scale ?? denseScale(width, height, spec, head ? LEAST_CELLS_OF_HEAD : LEAST_CELLS),
      );
    case 'windows':
      return planWindows(width, height, spec, scale ?? windowScale(width, height, spec));
    case 'tiles':
      return planTiles(width, height, spec, options.tiles ?? demoTiles(width, height));
  }
}

function planDense(width: number, height: number, spec: ImageSpec, asked: number): SurveyPlan {
  const scale = spec.dynamic ? asked : Math.max(asked, filling(width, height, spec));
  const cells = cellsOf(width, height, spec.patch, scale);
  const side = spec.size / spec.patch;
  const grid = spec.dynamic
    ? cells
    : { rows: Math.max(side, cells.rows), cols: Math.max(side, cells.cols) };
  const spansOf = (count: number) => (spec.dynamic ? spans(count) : equalSpans(count, side));
  const shots = spansOf(grid.rows).flatMap((down) =>
    spansOf(grid.cols).map((across) => ({
      part: partOf(width, height, grid, across, down),
      input: {
        width: (across.end - across.start) * spec.patch,
        height: (down.end - down.start) * spec.patch,
      },
      core: {
        cells: {
          row: down.core,
          col: across.core,
          rows: down.coreEnd - down.core,
          cols: across.coreEnd - across.core,
        },
        at: { row: down.core - down.start, col: across.core - across.start },
      },
    })),
  );
  return { method: 'dense', grid, scale, shots };
}

function planWindows(width: number, height: number, spec: ImageSpec, scale: number): SurveyPlan {
  const input = { width: spec.size, height: spec.size };
  const shots = windowsOf(width, height, spec.size / scale).map((part) => ({ part, input }));
  return { method: 'windows', grid: cellsOf(width, height, spec.patch, scale), scale, shots };
}

function planTiles(width: number, height: number, spec: ImageSpec, grid: PatchGrid): SurveyPlan {
  const { rows, cols } = grid;
  const isCount = (n: number) => Number.isInteger(n) && n >= 1 && n <= TILES_MAX;
  if (!isCount(rows) || !isCount(cols)) throw new RangeError(`${rows} x ${cols} tiles are no grid`);
  const input = { width: spec.size, height: spec.size };
  const shots = patchRectangles(grid, { x: 0, y: 0, width, height }).map((tile) => ({
    part: rounded(tile, width, height),
    input,
  }));
  return { method: 'tiles', grid, scale: (spec.size * (cols / width + rows / height)) / 2, shots };
}

/** Cells of about a patch each, that cover the picture evenly. */
function cellsOf(width: number, height: number, patch: number, scale: number): PatchGrid {
  const cells = (side: number) => Math.max(1, Math.round((side * scale) / patch));
  return { rows: cells(height), cols: cells(width) };
}

function denseScale(
  width: number,
  height: number,
  { patch }: ImageSpec,
  least = LEAST_CELLS,
): number {
  const enlarged = Math.min(MOST_ENLARGED, (least * patch) / Math.min(width, height));
  const fits = Math.sqrt(AUTO_PIXELS / (width * height));
  return clamped(Math.min(Math.max(1, enlarged), fits));
}

/** The scale at which a picture is no smaller than an input, as far as its area allows it. */
function filling(width: number, height: number, { size }: ImageSpec): number {
  return Math.min(size / Math.min(width, height), Math.sqrt(AUTO_PIXELS / (width * height)));
}

function windowScale(width: number, height: number, spec: ImageSpec): number {
  let scale = denseScale(width, height, spec);
  while (windowsOf(width, height, spec.size / scale).length > AUTO_WINDOWS) scale /= 1.1;
  return clamped(scale);
}

function clamped(scale: number): number {
  return Math.min(SCALE_MAX, Math.max(SCALE_MIN, scale));
}

/** Windows of all sizes. @param side of the smallest, px of the picture */
function windowsOf(width: number, height: number, side: number): Rectangle[] {
  const parts = WINDOW_SIZES.flatMap((size) =>
    windowRectangles(width, height, side * size, (side * size) / 2),
  ).map((part) => rounded(part, width, height));
  // A picture smaller than its windows would be looked at twice the same.
  const key = ({ x, y, width: w, height: h }: Rectangle) => `${x},${y},${w},${h}`;
  return [...new Map(parts.map((part) => [key(part), part])).values()];
}

/** The published demo's tiles, as far as the limit goes. */
function demoTiles(width: number, height: number): PatchGrid {
  const count = (side: number) => Math.min(TILES_MAX, Math.max(2, Math.round(side / DEMO_TILE)));
  return { rows: count(height), cols: count(width) };
}

/** One side of a run: cells `start..end`, of which `core..coreEnd` are its own to answer for. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly core: number;
  readonly coreEnd: number;
}

/** Runs of up to RUN_CELLS, with cells of context at inner edges. */
function spans(cells: number): Span[] {
  if (cells <= RUN_CELLS) return [{ start: 0, end: cells, core: 0, coreEnd: cells }];
  const step = RUN_CELLS - 2 * CONTEXT_CELLS;
  return Array.from({ length: Math.ceil(cells / step) }, (_, i) => {
    const core = i * step;
    const coreEnd = Math.min(cells, core + step);
    const start = Math.max(0, core - CONTEXT_CELLS);
    return { start, end: Math.min(cells, coreEnd + CONTEXT_CELLS), core, coreEnd };
  });
}

/** Runs of `length` cells, all of them, of `cells` or more; the last is moved back so that it ends with the side. */
function equalSpans(cells: number, length: number): Span[] {
  return Array.from({ length: Math.ceil(cells / length) }, (_, i) => {
    const core = i * length;
    const start = Math.min(core, cells - length);
    return { start, end: start + length, core, coreEnd: start + length };
  });
}

function partOf(width: number, height: number, grid: PatchGrid, across: Span, down: Span) {
  const x = (across.start * width) / grid.cols;
  const y = (down.start * height) / grid.rows;
  const right = (across.end * width) / grid.cols;
  const bottom = (down.end * height) / grid.rows;
  return rounded({ x, y, width: right - x, height: bottom - y }, width, height);
}

/** Whole pixels inside the picture, at least one each way. */
export function rounded(part: Rectangle, width: number, height: number): Rectangle {
  const [x, across] = roundedSide(part.x, part.width, width);
  const [y, down] = roundedSide(part.y, part.height, height);
  return { x, y, width: across, height: down };
}

function roundedSide(start: number, length: number, limit: number): [number, number] {
  const first = Math.min(limit - 1, Math.max(0, Math.round(start)));
  return [first, Math.max(1, Math.min(limit, Math.round(start + length)) - first)];
}

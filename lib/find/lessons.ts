import { AppError } from '@/lib/errors/errors';
import type { PatchGrid } from '@/lib/patches/grid';
import type { Ring } from '@/lib/patches/outline';
import { NARROW, smoothMap } from '@/lib/patches/smooth';
import { dot, normalize } from '@/lib/vector/vector';
import { learn } from './learn';
import type { RelevanceMap } from './relevance';
import type { SurveyRun } from './survey';
import type { Example, Learned, MapSource } from './types';

/** Most cells that are taken of the examples, and of the rest of the picture: learning stays within 100 ms. */
const MOST_EXAMPLES = 160;
const MOST_ELSEWHERE = 320;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Cells of a survey as rows of one source. */
function rowsOf(run: SurveyRun, source: MapSource) {
  const grid = source === 'head' ? run.grid : run.plan.grid;
  const { head, rows } = run;
  const filled = source === 'head' ? run.filledFine() : run.filled;
  const count = grid.rows * grid.cols;
  const dim = source === 'head' ? (head?.dim ?? 0) : rows.length / count;
  const row = (cell: number): Float32Array =>
    normalize(
      source === 'head' && head ? head.row(cell) : rows.subarray(cell * dim, (cell + 1) * dim),
    );
  return { grid, filled, count, dim, row };
}

/** @throws AppError usage where no example is a yes within what has been encoded */
export function learnFrom(run: SurveyRun, examples: readonly Example[]): Learned {
  const source: MapSource = run.head ? 'head' : 'patches';
  const { grid, filled, count, row } = rowsOf(run, source);
  const said = new Map<number, boolean>();
  for (const example of examples) {
    for (const i of cellsOf(example, grid, run.picture)) if (filled[i]) said.set(i, example.yes);
  }
  const of = (yes: boolean) => [...said].flatMap(([i, says]) => (says === yes ? [i] : []));
  if (of(true).length === 0) {
    throw new AppError(
      'usage',
      'There is no example yet of what it is.',
      'Mark a place with "This yes", or draw a part around one.',
    );
  }
  const { weights, bias } = learn({
    yes: spread(of(true), MOST_EXAMPLES).map(row),
    no: spread(of(false), MOST_EXAMPLES).map(row),
    elsewhere: sampled(count, MOST_ELSEWHERE)
      .filter((i) => filled[i] && !said.has(i))
      .map(row),
  });
  return { source, weights, bias };
}

/** The map of what was learned. Where its kind of embeddings is not there, nothing is known anywhere. */
export function learnedRelevance(run: SurveyRun, learned: Learned): RelevanceMap {
  const { source, weights, bias } = learned;
  const { grid, filled, count, dim, row } = rowsOf(run, source);
  const fits = dim === weights.length && grid.rows === run.grid.rows;
  const map = new Float32Array(run.grid.rows * run.grid.cols).fill(Number.NaN);
  // The head's rows are at length 1 already.
  const query = Float32Array.from(weights);
  const logits = fits && source === 'head' ? run.head?.logits({ query, bias }) : undefined;
  for (let i = 0; fits && i < count; i++) {
    if (!filled[i]) continue;
    const logit = logits ? (logits[i] as number) : dot(row(i), weights) + bias;
    map[i] = 1 / (1 + Math.exp(-logit));
  }
  const probability = smoothMap(map, run.grid, source === 'head' ? NARROW : undefined);
  const known = probability.filter((value) => !Number.isNaN(value));
  const sum = known.reduce((total, value) => total + value, 0);
  return {
    source,
    probability,
    relative: probability.map((value) => value / (sum || 1)),
    maximum: known.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** Cells whose centre lies in an example; of one smaller than a cell the cell that it lies in. */
function cellsOf({ part, rings }: Example, { rows, cols }: PatchGrid, picture: Size): number[] {
  const [width, height] = [picture.width / cols, picture.height / rows];
  const span = (start: number, length: number, cell: number, most: number) => {
    const first = Math.max(0, Math.ceil(start / cell - 0.5));
    return { first, end: Math.min(most, Math.floor((start + length) / cell - 0.5) + 1) };
  };
  const across = span(part.x, part.width, width, cols);
  const down = span(part.y, part.height, height, rows);
  const cells: number[] = [];
  for (let row = down.first; row < down.end; row++) {
    for (let col = across.first; col < across.end; col++) {
      const point = { x: (col + 0.5) * width, y: (row + 0.5) * height };
      if (!rings || rings.length === 0 || isInside(rings, point)) cells.push(row * cols + col);
    }
  }
  if (cells.length > 0) return cells;
  const row = Math.min(rows - 1, Math.max(0, Math.floor((part.y + part.height / 2) / height)));
  const col = Math.min(cols - 1, Math.max(0, Math.floor((part.x + part.width / 2) / width)));
  return [row * cols + col];
}

/** Even-odd over all lines, so that holes are outside. */
function isInside(rings: readonly Ring[], { x, y }: { x: number; y: number }): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [i, [x1, y1]] of ring.entries()) {
      const [x0, y0] = ring.at(i - 1) as Ring[number];
      if (y0 <= y !== y1 <= y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
    }
  }
  return inside;
}

/** So many of the numbers below `count`, in an order without a period that a grid could have. */
function sampled(count: number, most: number): number[] {
  // The golden ratio spreads them evenly at every length.
  return Array.from({ length: Math.min(count, most) }, (_, i) =>
    Math.floor(((i * 0.6180339887498949) % 1) * count),
  );
}

/** So many of them, evenly over the list. */
function spread(cells: readonly number[], most: number): number[] {
  if (cells.length <= most) return [...cells];
  return Array.from(
    { length: most },
    (_, i) => cells[Math.floor((i * cells.length) / most)] as number,
  );
}

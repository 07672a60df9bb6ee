import type { PatchGrid } from './grid';

/**
 * Dense maps, smoothed. A patch embedding stands for one patch of the input and is noisy; its neighbours nearly always show
 * the same thing. Chosen on mosaics of `valid`: the two together raise pointing from .971 to .982 and the AUC of
 * presence from .981 to .990; wider kernels add nothing and blur small things.
 */

/** Weights of a cell and its neighbours on one side, for embeddings: binomial. */
const CONTEXT = [1, 2, 1];
/** For probabilities: the mean of 3 x 3. */
const MEAN = [1, 1, 1];
/** For the dense head's logits, whose cells are of 4 px: a wider kernel moves the highest point off small things. */
export const NARROW: readonly number[] = [1, 4, 1];

/**
 * Patch embeddings with a share of their neighbours'.
 * @param rows [rows * cols * dim]
 * @param filled 1 where a row is there; others give nothing and stay zero; left out, all are
 */
export function smoothRows(
  rows: Float32Array,
  grid: PatchGrid,
  dim: number,
  filled?: Uint8Array,
): Float32Array<ArrayBuffer> {
  const across = along(rows, grid, dim, CONTEXT, 'across', filled);
  return along(across, grid, dim, CONTEXT, 'down', filled);
}

/**
 * The weighted mean over 3 x 3 cells, of those that are there. A cell that is not (NaN) stays so.
 * @param weights of a cell and its neighbours on either side, along rows and columns
 */
export function smoothMap(
  map: Float32Array,
  grid: PatchGrid,
  weights: readonly number[] = MEAN,
): Float32Array<ArrayBuffer> {
  const filled = Uint8Array.from(map, (value) => (Number.isNaN(value) ? 0 : 1));
  const across = along(map, grid, 1, weights, 'across', filled);
  const smooth = along(across, grid, 1, weights, 'down', filled);
  return smooth.map((value, i) => (filled[i] ? value : Number.NaN));
}

/** One pass of a separable kernel of three; at edges the weights that are left count. */
function along(
  values: Float32Array,
  { rows, cols }: PatchGrid,
  dim: number,
  [before, own, after]: readonly number[],
  direction: 'across' | 'down',
  filled: Uint8Array | undefined,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  const isThere = (cell: number) => filled === undefined || filled[cell] === 1;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const cell = row * cols + col;
      if (!isThere(cell)) continue;
      const [position, last, step] =
        direction === 'across' ? [col, cols - 1, 1] : [row, rows - 1, cols];
      let total = own as number;
      add(out, cell, values, cell, own as number, dim);
      if (position > 0 && isThere(cell - step)) {
        add(out, cell, values, cell - step, before as number, dim);
        total += before as number;
      }
      if (position < last && isThere(cell + step)) {
        add(out, cell, values, cell + step, after as number, dim);
        total += after as number;
      }
      for (let d = cell * dim; d < (cell + 1) * dim; d++) out[d] = (out[d] as number) / total;
    }
  }
  return out;
}

function add(
  out: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  weight: number,
  dim: number,
): void {
  for (let d = 0; d < dim; d++) {
    out[to * dim + d] = (out[to * dim + d] as number) + weight * (values[from * dim + d] as number);
  }
}

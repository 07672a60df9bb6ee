import type { Grid } from './rows';

/**
 * Index of the cell that a key leads to from `index`. Rows may differ in length: the last one, and the last one above
 * the divider. Where cells stand is computed, as few of a long list are in the page.
 *
 * @returns The new index, or null where the key means nothing here or there is nothing further.
 */
export function cellAfter(key: string, index: number, grid: Grid): number | null {
  const { above, size } = grid;
  if (index < 0 || index >= size) return null;
  switch (key) {
    case 'ArrowRight':
      return index + 1 < size ? index + 1 : null;
    case 'ArrowLeft':
      return index > 0 ? index - 1 : null;
    case 'Home':
      return 0;
    case 'End':
      return size - 1;
    case 'ArrowDown':
      return inNextRow(index, grid);
    case 'ArrowUp':
      return inRowBefore(index, grid, index < above ? 0 : above);
    default:
      return null;
  }
}

/** In the same column, or the last of a row that is shorter. */
function inNextRow(index: number, { columns, above, size }: Grid): number | null {
  const start = index < above ? 0 : above;
  const end = index < above ? above : size;
  const column = (index - start) % columns;
  const rowAfter = index - column + columns;
  if (rowAfter < end) return Math.min(rowAfter + column, end - 1);
  return end < size ? Math.min(end + column, size - 1) : null;
}

function inRowBefore(index: number, { columns, above }: Grid, start: number): number | null {
  if (index - columns >= start) return index - columns;
  if (start === 0) return null;
  const column = (index - start) % columns;
  const lastRow = Math.floor((above - 1) / columns) * columns;
  return Math.min(lastRow + column, above - 1);
}

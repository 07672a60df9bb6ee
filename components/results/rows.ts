/** Cells in rows: those above the divider, then in rows of their own those below it. */
export interface Grid {
  /** Cells of a full row, 1 or more. */
  readonly columns: number;
  /** Cells above the divider. */
  readonly above: number;
  /** All cells. */
  readonly size: number;
}

/** A row of cells `from` to `to`, `to` left out; or the divider. */
export type Row = { readonly from: number; readonly to: number } | 'divider';

/**
 * How many cells of a long list are always in the page: those that the query asked for, and what fills their last row.
 * @param k cells that were asked for
 */
export function headOf(k: number, { columns, above, size }: Grid): number {
  if (k >= size) return size;
  const [start, end] = k <= above ? [0, above] : [above, size];
  return Math.min(end, start + Math.ceil((k - start) / columns) * columns);
}

/** The rows after the first `head` cells. */
export function rowsAfter(head: number, { columns, above, size }: Grid): readonly Row[] {
  const rows: Row[] = [];
  const fill = (start: number, end: number) => {
    for (let from = start; from < end; from += columns) {
      rows.push({ from, to: Math.min(from + columns, end) });
    }
  };
  fill(head, above);
  if (head <= above && above > 0 && above < size) rows.push('divider');
  fill(Math.max(head, above), size);
  return rows;
}

/** Number of the row that a cell is in; -1 where it is none of them. */
export function rowOf(cell: number, rows: readonly Row[]): number {
  return rows.findIndex((row) => row !== 'divider' && cell >= row.from && cell < row.to);
}

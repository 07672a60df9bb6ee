/** A cell of the confusion matrix: images of category `row` that were given `col`. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

type Counts = readonly (readonly number[])[];

export function isSame(a: Cell | null, b: Cell | null): boolean {
  return a?.row === b?.row && a?.col === b?.col;
}

/** The first cell that holds images, row by row. */
export function firstCell(counts: Counts): Cell | null {
  const row = counts.findIndex((cells) => cells.some((n) => n > 0));
  return row < 0 ? null : { row, col: columnsOf(counts, row)[0] as number };
}

/**
 * Where a key leads: left and right to the next cell of the row that holds images, up and down to the next row that has
 * one and there to the nearest, Home and End to the row's ends. Empty cells are passed over.
 * @returns null where the key leads nowhere
 */
export function walk(counts: Counts, { row, col }: Cell, key: string): Cell | null {
  const columns = columnsOf(counts, row);
  const to = (found: number | undefined) => (found === undefined ? null : { row, col: found });
  switch (key) {
    case 'ArrowRight':
      return to(columns.find((c) => c > col));
    case 'ArrowLeft':
      return to(columns.findLast((c) => c < col));
    case 'Home':
      return to(columns[0]);
    case 'End':
      return to(columns.at(-1));
    case 'ArrowDown':
      return inNextRow(counts, row, col, 1);
    case 'ArrowUp':
      return inNextRow(counts, row, col, -1);
    default:
      return null;
  }
}

function inNextRow(counts: Counts, from: number, col: number, step: 1 | -1): Cell | null {
  for (let row = from + step; row >= 0 && row < counts.length; row += step) {
    const [first, ...others] = columnsOf(counts, row);
    if (first === undefined) continue;
    const nearer = (best: number, c: number) =>
      Math.abs(c - col) < Math.abs(best - col) ? c : best;
    return { row, col: others.reduce(nearer, first) };
  }
  return null;
}

/** Columns of a row that hold images. */
function columnsOf(counts: Counts, row: number): number[] {
  return (counts[row] ?? []).flatMap((n, col) => (n > 0 ? col : []));
}

/** `church taken for school: 3 images`; `church recognized: 17 images`. */
export function cellLabel(
  { row, col }: Cell,
  categories: readonly string[],
  images: number,
): string {
  const many = images === 1 ? '1 image' : `${images.toLocaleString('en')} images`;
  const what =
    row === col
      ? `${categories[row]} recognized`
      : `${categories[row]} taken for ${categories[col]}`;
  return `${what}: ${many}`;
}

/** Where a cell stands, px; any origin. */
export interface CellBox {
  readonly left: number;
  readonly top: number;
}

/**
 * Index of the cell that a key leads to from `index`, by where the cells stand: rows may differ in length
 * and a divider may lie between them.
 *
 * @returns The new index, or null where the key means nothing here or there is nothing further.
 */
export function cellAfter(key: string, index: number, boxes: readonly CellBox[]): number | null {
  const here = boxes[index];
  if (!here) return null;
  switch (key) {
    case 'ArrowRight':
      return index + 1 < boxes.length ? index + 1 : null;
    case 'ArrowLeft':
      return index > 0 ? index - 1 : null;
    case 'Home':
      return 0;
    case 'End':
      return boxes.length - 1;
    case 'ArrowDown':
      return nearestInRow(here, boxes, (top) => top > here.top + 1, Math.min);
    case 'ArrowUp':
      return nearestInRow(here, boxes, (top) => top < here.top - 1, Math.max);
    default:
      return null;
  }
}

/** In the row closest to `here` among those wanted, the cell closest sideways. */
function nearestInRow(
  here: CellBox,
  boxes: readonly CellBox[],
  wanted: (top: number) => boolean,
  closest: (...tops: number[]) => number,
): number | null {
  const tops = boxes.map(({ top }) => top).filter(wanted);
  if (tops.length === 0) return null;
  const row = closest(...tops);
  let best: number | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { left, top }] of boxes.entries()) {
    if (Math.abs(top - row) > 1) continue;
    const sideways = Math.abs(left - here.left);
    if (sideways < distance) {
      best = index;
      distance = sideways;
    }
  }
  return best;
}

import { type PatchGrid, patchRectangle, type Rectangle } from './grid';

/** Where a feature was found. */
export interface Place {
  /** Px of the picture; on the edges of cells. */
  readonly box: Rectangle;
  /** The largest within, 0..1. */
  readonly probability: number;
  /** The cell that has it. */
  readonly cell: number;
  /** Cells that belong to it. */
  readonly cells: number;
}

/** Places overlap too much from here on: the surer one stays. Intersection over the smaller box. */
const OVERLAP = 0.6;

/**
 * Places of a map: groups of cells at or above the threshold that touch by a side, surest first; of two boxes
 * that lie over each other the surer one.
 * @param probability 0..1, [cells]; NaN where nothing is known
 * @param size px of the picture
 */
export function placesOf(
  probability: Float32Array,
  grid: PatchGrid,
  size: { readonly width: number; readonly height: number },
  threshold: number,
): Place[] {
  const area = { x: 0, y: 0, ...size };
  const places = groupsOf(probability, grid, threshold)
    .map((cells) => placeOf(cells, probability, grid, area))
    .sort((a, b) => b.probability - a.probability);
  const kept: Place[] = [];
  for (const place of places) {
    if (!kept.some(({ box }) => overlap(box, place.box) > OVERLAP)) kept.push(place);
  }
  return kept;
}

/** Connected groups (by sides) of cells that reach the threshold. */
function groupsOf(map: Float32Array, { rows, cols }: PatchGrid, threshold: number): number[][] {
  const seen = new Uint8Array(map.length);
  const isPart = (cell: number) => seen[cell] === 0 && (map[cell] as number) >= threshold;
  const groups: number[][] = [];
  for (let first = 0; first < map.length; first++) {
    if (!isPart(first)) continue;
    const group = [first];
    seen[first] = 1;
    for (let i = 0; i < group.length; i++) {
      const cell = group[i] as number;
      const [row, col] = [Math.floor(cell / cols), cell % cols];
      const sides = [
        row > 0 ? cell - cols : -1,
        row < rows - 1 ? cell + cols : -1,
        col > 0 ? cell - 1 : -1,
        col < cols - 1 ? cell + 1 : -1,
      ];
      for (const side of sides) {
        if (side < 0 || !isPart(side)) continue;
        seen[side] = 1;
        group.push(side);
      }
    }
    groups.push(group);
  }
  return groups;
}

function placeOf(
  cells: readonly number[],
  probability: Float32Array,
  grid: PatchGrid,
  area: Rectangle,
): Place {
  let cell = cells[0] as number;
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const at of cells) {
    if ((probability[at] as number) > (probability[cell] as number)) cell = at;
    const { x, y, width, height } = patchRectangle(grid, area, at);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return { box, probability: probability[cell] as number, cell, cells: cells.length };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / Math.min(a.width * a.height, b.width * b.height);
}

/** A part of an image, px of that image, origin at its upper left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Patches lie row after row, left to right: patch `i` is in row `floor(i / cols)`. */
export interface PatchGrid {
  readonly rows: number;
  readonly cols: number;
}

/**
 * The grid that an encoder makes of an input.
 * @param patch side of a patch, px of the input
 * @throws RangeError where the input is not a whole number of patches
 */
export function patchGrid(width: number, height: number, patch: number): PatchGrid {
  const grid = { rows: height / patch, cols: width / patch };
  if (!(grid.rows >= 1 && grid.cols >= 1) || width % patch !== 0 || height % patch !== 0) {
    throw new RangeError(`${width} x ${height} px is not a whole number of ${patch} px patches`);
  }
  return grid;
}

/**
 * Where a patch lies in an image.
 * @param area the part of the image that the encoder saw (its crop), which the grid divides evenly
 * @param index 0..rows * cols - 1
 */
export function patchRectangle(grid: PatchGrid, area: Rectangle, index: number): Rectangle {
  const width = area.width / grid.cols;
  const height = area.height / grid.rows;
  const row = Math.floor(index / grid.cols);
  const col = index % grid.cols;
  return { x: area.x + col * width, y: area.y + row * height, width, height };
}

/** All patches' rectangles, in the order of the patches. */
export function patchRectangles(grid: PatchGrid, area: Rectangle): Rectangle[] {
  return Array.from({ length: grid.rows * grid.cols }, (_, i) => patchRectangle(grid, area, i));
}

export function centerOf({ x, y, width, height }: Rectangle): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Whether a point lies in a rectangle; of two that touch, the right or lower one has the common edge. */
export function contains(rectangle: Rectangle, point: { x: number; y: number }): boolean {
  return (
    point.x >= rectangle.x &&
    point.x < rectangle.x + rectangle.width &&
    point.y >= rectangle.y &&
    point.y < rectangle.y + rectangle.height
  );
}

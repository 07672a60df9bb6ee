import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const GAP = 2;

/**
 * Reorders a list that goes through the categories in turn: the first `columns` categories with all their scenes, then
 * the next.
 */
export function inBands<T>(cycle: readonly T[], categories: number, columns: number): T[] {
  const band = (i: number) => Math.floor((i % categories) / columns);
  return cycle
    .map((value, i) => ({ value, i }))
    .sort((a, b) => band(a.i) - band(b.i) || a.i - b.i)
    .map(({ value }) => value);
}

/**
 * A contact sheet of images, row by row.
 * @param cell side of an image on the sheet, pixels
 */
export async function contactSheet(
  files: readonly string[],
  columns: number,
  cell: number,
): Promise<Buffer> {
  const rows = Math.ceil(files.length / columns);
  const canvas = createCanvas(columns * (cell + GAP) - GAP, rows * (cell + GAP) - GAP);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  for (const [i, file] of files.entries()) {
    const image = await loadImage(await readFile(file));
    const x = (i % columns) * (cell + GAP);
    const y = Math.floor(i / columns) * (cell + GAP);
    context.drawImage(image, x, y, cell, cell);
  }
  return canvas.encodeSync('webp', 58);
}

import type { Surveyed } from '../asking/asker';
import type { DataItem } from '../dataset';
import { centersIn, coverage, pixelMask, shareOf } from './coverage';
import type { Answer } from './tally';
import type { Truth } from './truth-file';

/** What covers more of a scene is found by pointing anywhere. */
export const LARGEST_SHARE = 0.6;

/** Asks a scene for every feature that it has, as the Find page does, to compare the maps with the ground truth. */
export async function answersOf(
  { category }: DataItem,
  { size, features }: Truth,
  surveyed: Surveyed,
): Promise<Answer[]> {
  const found: Answer[] = [];
  for (const { name, names, extent, unsure } of features) {
    const pixels = pixelMask(extent, size);
    const area = shareOf(pixels);
    if (area === 0 || area >= LARGEST_SHARE) continue;
    const [judged] = await surveyed.ask([name]);
    if (!judged) throw new RangeError('the session gave nothing back');
    const known = unsure && knownCells(coverage(pixelMask(unsure, size), size, surveyed.grid));
    const parts = {
      map: judged.probability,
      mask: coverage(pixels, size, surveyed.grid),
      centers: centersIn(pixels, size, surveyed.grid),
    };
    const { map, mask, centers } = known ? only(parts, known) : parts;
    if (mask.some((share) => share > 0)) {
      found.push({ feature: name, names, category, map, mask, centers, area });
    }
  }
  return found;
}

/** Cells that are known for the most part, by their numbers. @param unsure share of each cell, [cells] */
export function knownCells(unsure: Float32Array): Uint32Array {
  return Uint32Array.from([...unsure.keys()].filter((cell) => (unsure[cell] as number) < 0.5));
}

/** The same maps over some of their cells. */
export function only(
  { map, mask, centers }: Pick<Answer, 'map' | 'mask' | 'centers'>,
  cells: Uint32Array,
): Pick<Answer, 'map' | 'mask' | 'centers'> {
  return {
    map: Float32Array.from(cells, (cell) => map[cell] as number),
    mask: Float32Array.from(cells, (cell) => mask[cell] as number),
    centers: Uint8Array.from(cells, (cell) => centers[cell] as number),
  };
}

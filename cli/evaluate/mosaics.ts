import { contains, patchRectangles, type Rectangle } from '@/lib/patches/grid';
import { randomBySeed, sample } from './random';

/** Images along a side of a mosaic. */
export const MOSAIC_SIDE = 3;
export const MOSAIC_TILES = MOSAIC_SIDE * MOSAIC_SIDE;

/** One of a mosaic's images. */
export interface MosaicTile {
  /** Row in the data's items. */
  readonly item: number;
  /** Number of its category; no other tile of the mosaic has it. */
  readonly category: number;
}

/** Nine images of nine different categories, row after row. */
export type Mosaic = readonly MosaicTile[];

/**
 * Draws mosaics: nine of the categories at random, each with the same chance however many images it has, then
 * an image of each. The same seed gives the same mosaics.
 * @param categoryOfItem number of each item's category; undefined where it has none
 * @returns none where fewer than nine categories have images
 */
export function planMosaics(
  categoryOfItem: readonly (number | undefined)[],
  count: number,
  seed: number,
): Mosaic[] {
  const itemsOf = new Map<number, number[]>();
  categoryOfItem.forEach((category, item) => {
    if (category === undefined) return;
    const own = itemsOf.get(category);
    if (own) own.push(item);
    else itemsOf.set(category, [item]);
  });
  const categories = [...itemsOf.keys()].sort((a, b) => a - b);
  if (categories.length < MOSAIC_TILES) return [];
  const random = randomBySeed(seed);
  return Array.from({ length: count }, () =>
    sample(categories, MOSAIC_TILES, random).map((category) => {
      const own = itemsOf.get(category) as number[];
      return { item: own[Math.floor(random() * own.length)] as number, category };
    }),
  );
}

/** The nine tiles' places in a mosaic of `side` px. */
export function mosaicTiles(side: number): Rectangle[] {
  const area = { x: 0, y: 0, width: side, height: side };
  return patchRectangles({ rows: MOSAIC_SIDE, cols: MOSAIC_SIDE }, area);
}

/** Number of the tile that a point lies in. */
export function tileAt(places: readonly Rectangle[], point: { x: number; y: number }): number {
  return places.findIndex((place) => contains(place, point));
}

import { describe, expect, it } from 'vitest';
import { MOSAIC_TILES, mosaicTiles, planMosaics, tileAt } from './mosaics';

// Twelve categories; category 0 has as many images as all others together.
const categoryOfItem = Array.from({ length: 44 }, (_, i) => (i < 22 ? 0 : (i % 11) + 1));

describe('planMosaics', () => {
  it('puts nine different categories into a mosaic, each with an image of it', () => {
    for (const mosaic of planMosaics(categoryOfItem, 50, 1)) {
      expect(new Set(mosaic.map(({ category }) => category)).size).toBe(MOSAIC_TILES);
      for (const { item, category } of mosaic) expect(categoryOfItem[item]).toBe(category);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const plan = JSON.stringify(planMosaics(categoryOfItem, 5, 7));
    expect(JSON.stringify(planMosaics(categoryOfItem, 5, 7))).toBe(plan);
    expect(JSON.stringify(planMosaics(categoryOfItem, 5, 8))).not.toBe(plan);
  });

  it('gives every category the same chance and every place its turn', () => {
    const mosaics = planMosaics(categoryOfItem, 400, 3);
    const withLargest = mosaics.filter((mosaic) => mosaic.some(({ category }) => category === 0));
    expect(withLargest.length / 400).toBeCloseTo(9 / 12, 1);
    const places = withLargest.map((mosaic) => mosaic.findIndex(({ category }) => category === 0));
    expect(new Set(places).size).toBe(MOSAIC_TILES);
  });

  it('makes none of fewer than nine categories, and leaves items without one out', () => {
    expect(planMosaics([0, 1, 2, undefined], 5, 1)).toEqual([]);
  });
});

describe('tileAt', () => {
  it('finds the tile of a point', () => {
    const places = mosaicTiles(480);
    expect(tileAt(places, { x: 10, y: 10 })).toBe(0);
    expect(tileAt(places, { x: 479, y: 160 })).toBe(5);
    expect(tileAt(places, { x: 240, y: 479 })).toBe(7);
  });
});

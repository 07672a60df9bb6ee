import { describe, expect, it } from 'vitest';
import { patchRectangles } from '@/lib/patches/grid';
import { LocalizationTally, type MosaicView, type Parts } from './localization';
import type { Mosaic } from './mosaics';

const CATEGORIES = Array.from({ length: 10 }, (_, i) => `category ${i}`);
const SIDE = 96;

// Category 9 is not in the mosaic; tile t shows category t.
const mosaic: Mosaic = Array.from({ length: 9 }, (_, t) => ({ item: t, category: t }));

/** Parts in a grid whose cosines with what their place shows are `right`, with all else `wrong`. */
function parts(cells: number, right: number, wrong: number): Parts {
  const places = patchRectangles(
    { rows: cells, cols: cells },
    { x: 0, y: 0, width: SIDE, height: SIDE },
  );
  const cosines = new Float32Array(places.length * CATEGORIES.length).fill(wrong);
  places.forEach(({ x, y, width }, i) => {
    const tile = (center: number): number => Math.floor((center + width / 2) / (SIDE / 3));
    cosines[i * CATEGORIES.length + tile(y) * 3 + tile(x)] = right;
  });
  return { places, cosines };
}

/** @param cells along a side of the dense map */
const view = (dense: Parts, cells: number): MosaicView => ({
  side: SIDE,
  dense: { ...dense, grid: { rows: cells, cols: cells } },
  windows: parts(3, 0.5, 0.1),
  tiles: parts(3, 0.5, 0.1),
  unaligned: parts(4, 0.5, 0.1),
});

describe('LocalizationTally', () => {
  it('finds all where every part knows what it shows', () => {
    const tally = new LocalizationTally(CATEGORIES, { logitScale: 30 });
    tally.add(mosaic, view(parts(9, 0.5, 0.1), 9));
    const figures = tally.figures(0.9);
    expect(figures).toMatchObject({ mosaics: 1, questions: 9, presenceAuc: 1 });
    expect(figures).toMatchObject({ dense: 1, denseRaw: 1, windows: 1, windowsRaw: 1, tiles: 1 });
    expect(figures).toMatchObject({ tilesAgainstPrompts: 1, tilesUnaligned: 1 });
    expect(figures.presence).toMatchObject({ precision: 1, recall: 1 });
    expect(figures.perCategory[9]).toMatchObject({ questions: 0, dense: null, presenceAuc: null });
  });

  it('gives chance to a map that says the same everywhere: the first tile', () => {
    const tally = new LocalizationTally(CATEGORIES, { logitScale: 30 });
    tally.add(mosaic, view(parts(6, 0.2, 0.2), 6));
    expect(tally.figures()).toMatchObject({ dense: 1 / 9, denseRaw: 1 / 9, presenceAuc: 0.5 });
    expect(tally.figures().presence).toBeUndefined();
  });

  it('parts the softmax from the raw cosine', () => {
    // What tile 8 shows is like everything; by cosine it wins for category 0, by softmax it does not.
    const dense = parts(9, 0.5, 0.1);
    dense.places.forEach(({ x, y }, i) => {
      const own = i * CATEGORIES.length;
      if (x >= 64 && y >= 64) dense.cosines.fill(0.8, own, own + CATEGORIES.length);
    });
    const tally = new LocalizationTally(CATEGORIES, { logitScale: 30 });
    tally.add(mosaic, view(dense, 9));
    expect(tally.figures()).toMatchObject({ dense: 1, denseRaw: 1 / 9 });
  });
});

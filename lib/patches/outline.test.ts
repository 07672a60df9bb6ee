import { describe, expect, it } from 'vitest';
import { areaOf, outlinesOf, smoothed } from './outline';

/** Indices of `#` in a drawing. */
const pixelsOf = (...rows: string[]) =>
  rows.flatMap((row, y) => [...row].flatMap((c, x) => (c === '#' ? [y * row.length + x] : [])));

describe('outlinesOf', () => {
  it('goes around pixels along their edges', () => {
    const [ring] = outlinesOf(pixelsOf('....', '.##.', '.##.', '....'), 4);
    expect([...(ring ?? [])].sort()).toEqual([
      [1, 1],
      [1, 3],
      [3, 1],
      [3, 3],
    ]);
    expect(areaOf(ring ?? [])).toBe(8);
  });

  it('tells holes by their direction', () => {
    const rings = outlinesOf(pixelsOf('####', '#..#', '#..#', '####'), 4);
    expect(rings.map((ring) => areaOf(ring) / 2)).toEqual([16, -4]);
  });

  it('keeps apart what touches by a corner, and the two sides of the raster', () => {
    expect(outlinesOf(pixelsOf('#.', '.#'), 2)).toHaveLength(2);
    expect(outlinesOf(pixelsOf('..#', '#..'), 3)).toHaveLength(2);
  });
});

describe('smoothed', () => {
  it('makes a staircase a slope of few points and nearly the same area', () => {
    const stairs = Array.from({ length: 12 }, (_, y) => '#'.repeat(y + 1).padEnd(12, '.'));
    const [ring] = outlinesOf(pixelsOf(...stairs), 12);
    const smooth = smoothed(ring ?? [], 0.6);
    expect(smooth.length).toBeLessThan(8);
    expect(areaOf(smooth) / areaOf(ring ?? [])).toBeGreaterThan(0.9);
  });
});

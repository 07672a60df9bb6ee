import { describe, expect, it } from 'vitest';
import { centerOf, contains, patchGrid, patchRectangle, patchRectangles } from './grid';

describe('patchGrid', () => {
  it('counts the patches of an input', () => {
    expect(patchGrid(480, 320, 32)).toEqual({ rows: 10, cols: 15 });
  });

  it('refuses an input that is no whole number of patches', () => {
    expect(() => patchGrid(490, 320, 32)).toThrow('490 x 320');
    expect(() => patchGrid(0, 32, 32)).toThrow(RangeError);
  });
});

describe('patchRectangle', () => {
  it('goes row after row within the area that the encoder saw', () => {
    const area = { x: 100, y: 0, width: 300, height: 200 };
    expect(patchRectangle({ rows: 2, cols: 3 }, area, 4)).toEqual({
      x: 200,
      y: 100,
      width: 100,
      height: 100,
    });
  });

  it('covers the area once', () => {
    const area = { x: 0, y: 0, width: 70, height: 50 };
    const rectangles = patchRectangles({ rows: 5, cols: 7 }, area);
    const covered = rectangles.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(rectangles).toHaveLength(35);
    expect(covered).toBeCloseTo(70 * 50);
  });
});

describe('contains', () => {
  const left = { x: 0, y: 0, width: 10, height: 10 };
  it('gives a common edge to one side only', () => {
    const edge = { x: 10, y: 5 };
    expect(contains(left, edge)).toBe(false);
    expect(contains({ ...left, x: 10 }, edge)).toBe(true);
    expect(contains(left, centerOf(left))).toBe(true);
  });
});

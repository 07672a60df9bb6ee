import { describe, expect, it } from 'vitest';
import { NARROW, smoothMap, smoothRows } from './smooth';

const grid = { rows: 3, cols: 3 };

describe('smoothMap', () => {
  it('is the mean of what is around, at edges of fewer', () => {
    const map = smoothMap(Float32Array.from([9, 0, 0, 0, 0, 0, 0, 0, 0]), grid);
    expect([...map]).toEqual([2.25, 1.5, 0, 1.5, 1, 0, 0, 0, 0]);
  });

  it('takes other weights of the neighbours', () => {
    const map = smoothMap(Float32Array.from([0, 0, 0, 0, 36, 0, 0, 0, 0]), grid, NARROW);
    // At edges there are no neighbours on one side.
    expect([...map].map((value) => +value.toFixed(2))).toEqual([
      1.44, 4.8, 1.44, 4.8, 16, 4.8, 1.44, 4.8, 1.44,
    ]);
  });

  it('leaves an even map as it is', () => {
    for (const value of smoothMap(new Float32Array(9).fill(0.3), grid)) {
      expect(value).toBeCloseTo(0.3, 6);
    }
  });

  it('neither fills what is not known nor takes from it', () => {
    const map = smoothMap(Float32Array.from([1, Number.NaN, 1, 1, 1, 1, 1, 1, 1]), grid);
    expect(map[1]).toBeNaN();
    expect([...map].filter((value) => value === 1)).toHaveLength(8);
  });
});

describe('smoothRows', () => {
  it('gives a cell half of itself and a quarter of each side, each way', () => {
    const rows = new Float32Array(18);
    rows.set([16, -16], 8); // The middle.
    const out = smoothRows(rows, grid, 2);
    expect([...out.subarray(8, 10)]).toEqual([4, -4]);
    // The corner has two neighbours fewer each way: a third of a third.
    expect(out[0]).toBeCloseTo(16 / 9, 5);
  });

  it('keeps rows that are not there out', () => {
    const filled = Uint8Array.from([1, 1, 1, 1, 1, 1, 0, 0, 0]);
    const rows = Float32Array.from([2, 2, 2, 2, 2, 2, 7, 7, 7]);
    expect([...smoothRows(rows, grid, 1, filled)]).toEqual([2, 2, 2, 2, 2, 2, 0, 0, 0]);
  });
});

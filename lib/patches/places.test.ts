import { describe, expect, it } from 'vitest';
import { placesOf } from './places';

const size = { width: 40, height: 30 };
const grid = { rows: 3, cols: 4 };
const find = (map: number[], threshold = 0.5) =>
  placesOf(Float32Array.from(map), grid, size, threshold);

describe('placesOf', () => {
  it('is empty where nothing reaches the threshold', () => {
    expect(find(new Array(12).fill(0.4))).toEqual([]);
  });

  it('boxes groups of cells that touch by a side, surest first', () => {
    const places = find([0.6, 0.7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.9]);
    expect(places).toEqual([
      {
        box: { x: 30, y: 20, width: 10, height: 10 },
        probability: expect.closeTo(0.9),
        cell: 11,
        cells: 1,
      },
      {
        box: { x: 0, y: 0, width: 20, height: 10 },
        probability: expect.closeTo(0.7),
        cell: 1,
        cells: 2,
      },
    ]);
  });

  it('does not join corners, nor the end of a row with the start of the next', () => {
    expect(find([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])).toHaveLength(2);
    expect(find([0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0])).toHaveLength(2);
  });

  it('counts a cell at the threshold, and none that is not known', () => {
    expect(find([0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toHaveLength(1);
    expect(find(new Array(12).fill(Number.NaN))).toEqual([]);
  });

  it('drops a place that lies within a surer one', () => {
    // A ring, and something in its middle that is less sure.
    const ring = [0.9, 0.9, 0.9, 0, 0.9, 0, 0.9, 0, 0.9, 0.9, 0.9, 0];
    const places = placesOf(Float32Array.from(ring), grid, size, 0.5);
    expect(places).toHaveLength(1);
    const wide = { rows: 5, cols: 5 };
    const map = new Array(25).fill(0.9);
    for (const cell of [6, 7, 8, 11, 13, 16, 17, 18]) map[cell] = 0;
    map[12] = 0.7;
    expect(placesOf(Float32Array.from(map), wide, { width: 50, height: 50 }, 0.5)).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { type PlaceOptions, placesOf } from './places';

const size = { width: 160, height: 120 };
const grid = { rows: 12, cols: 16 };
const OPTIONS: PlaceOptions = { from: 0.5, things: true, resolves: 1, guide: null };

/** A map with blocks of cells: [row, col, rows, cols, value]. */
function mapOf(...blocks: [number, number, number, number, number][]): Float32Array {
  const map = new Float32Array(grid.rows * grid.cols);
  for (const [top, left, rows, cols, value] of blocks) {
    for (let row = top; row < top + rows; row++) {
      map.fill(value, row * grid.cols + left, row * grid.cols + left + cols);
    }
  }
  return map;
}

const find = (map: Float32Array, options: Partial<PlaceOptions> = {}) =>
  placesOf(map, grid, size, { ...OPTIONS, ...options });

describe('placesOf', () => {
  it('is empty where nothing reaches the threshold, or nothing is known', () => {
    expect(find(mapOf([2, 2, 3, 3, 0.4]))).toEqual([]);
    expect(find(new Float32Array(192).fill(Number.NaN))).toEqual([]);
  });

  it('outlines what is there, most probable first, each with its peak inside', () => {
    const places = find(mapOf([1, 1, 3, 3, 0.7], [7, 10, 3, 4, 0.9]));
    expect(places.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.9),
      expect.closeTo(0.7),
    ]);
    const [first] = places;
    expect(first?.box.x).toBeGreaterThan(90);
    expect(first?.box.x).toBeLessThan(105);
    expect(first?.box.width).toBeGreaterThan(35);
    expect(first?.box.width).toBeLessThan(55);
    expect(first?.share).toBeCloseTo(12 / 192, 1);
    for (const { cell, box } of places) {
      const [x, y] = [((cell % 16) + 0.5) * 10, (Math.floor(cell / 16) + 0.5) * 10];
      expect(x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).toBe(true);
    }
  });

  it('reports nothing smaller than what the map resolves', () => {
    expect(find(mapOf([5, 5, 1, 1, 0.9]), { resolves: 3 })).toEqual([]);
    expect(find(mapOf([5, 5, 4, 4, 0.9]), { resolves: 3 })).toHaveLength(1);
  });

  it('parts things where the map falls between them, and never an area', () => {
    const two = mapOf([4, 2, 3, 3, 0.9], [4, 7, 3, 3, 0.85], [4, 5, 3, 2, 0.47]);
    expect(find(two, { resolves: 1 })).toHaveLength(2);
    expect(find(two, { things: false })).toHaveLength(1);
    const one = mapOf([4, 2, 3, 3, 0.9], [4, 7, 3, 3, 0.85], [4, 5, 3, 2, 0.8]);
    expect(find(one)).toHaveLength(1);
  });

  it('leaves a hole where something else is', () => {
    const [place] = find(mapOf([1, 1, 10, 12, 0.9], [4, 4, 4, 5, 0]), { things: false });
    expect(place?.rings).toHaveLength(2);
  });

  it('lets edges follow the picture', () => {
    // The picture's edge lies at x = 75; the map, of 10 px cells, ends at 80.
    const guide = {
      width: 160,
      height: 120,
      values: Float32Array.from({ length: 160 * 120 }, (_, i) => (i % 160 < 75 ? 0.9 : 0.1)),
    };
    const map = mapOf([0, 0, 12, 8, 0.9]);
    const [plain] = find(map, { things: false });
    const [fine] = find(map, { things: false, guide });
    const right = (place: typeof plain) => (place ? place.box.x + place.box.width : 0);
    expect(Math.abs(right(fine) - 75)).toBeLessThan(Math.abs(right(plain) - 75) + 0.01);
    expect(Math.abs(right(fine) - 75)).toBeLessThanOrEqual(3);
  });

  it('lists no more than it is asked for', () => {
    expect(find(mapOf([1, 1, 3, 3, 0.7], [7, 10, 3, 4, 0.9]), { most: 1 })).toHaveLength(1);
  });
});

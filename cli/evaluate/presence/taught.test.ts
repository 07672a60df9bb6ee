import { expect, it } from 'vitest';
import { placesOf } from './taught';

it('clicks the highest places, each apart from those before it, and none that is low', () => {
  const grid = { rows: 4, cols: 8 };
  const map = new Float32Array(32).fill(0.1);
  map[0] = 0.9;
  map[1] = 0.8; // Beside the first.
  map[12] = 0.7;
  map[31] = 0.46;
  map[7] = 0.44; // Less than half of the first.
  map[20] = Number.NaN;
  expect(placesOf(map, grid, 5)).toEqual([0, 12, 31]);
  expect(placesOf(map, grid, 1)).toEqual([0]);
});

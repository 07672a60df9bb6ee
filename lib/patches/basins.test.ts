import { expect, it } from 'vitest';
import { basinsOf } from './basins';

const line = (...values: number[]) => ({
  width: values.length,
  height: 1,
  values: Float32Array.from(values),
});

it('parts peaks where the way between them is low', () => {
  const map = line(0.2, 0.8, 0.3, 0.9, 0.2);
  expect(basinsOf(map, { level: 0.1, saddle: 0.7, least: 1 }).map(({ peak }) => peak)).toEqual([
    3, 1,
  ]);
  expect(basinsOf(map, { level: 0.1, saddle: 0, least: 1 })).toHaveLength(1);
});

it('does not part a peak that is too small to be a thing', () => {
  const map = line(0.8, 0.3, 0.9, 0.8, 0.7);
  expect(basinsOf(map, { level: 0.1, saddle: 0.7, least: 2 })).toHaveLength(1);
});

it('gives each pixel to one basin, highest first, and none below the level', () => {
  const [first] = basinsOf(line(0.1, 0.5, 0.6, 0.05), { level: 0.1, saddle: 0.5, least: 1 });
  expect(first?.pixels).toEqual([2, 1, 0]);
});

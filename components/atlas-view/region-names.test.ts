import { expect, it } from 'vitest';
import { categoryNames, namedRegions } from './region-names';

const item = (category?: string) => ({
  id: 'a',
  file: 'a.jpg',
  width: 1,
  height: 1,
  ...(category && { category }),
});
const region = (x: number) => ({ x, y: 0.5, items: 2, mean: new Float32Array(1) });
const atlas = {
  positions: Float32Array.of(0.1, 0.5, 0.2, 0.5, 0.3, 0.5, 0.9, 0.5),
  regions: [region(0.2), region(0.9), region(0.6)],
};

it('names a region by the category of most of its items', () => {
  const items = [item('beach'), item('port'), item('port'), item('forest')];
  expect(categoryNames(items, atlas)).toEqual(['port', 'forest', '']);
  expect(categoryNames([item(), item(), item(), item()], atlas)).toBeNull();
});

it('makes neighbours of one name one region, and leaves those apart that are far from each other', () => {
  const at = (x: number, items: number) => ({ x, y: 0.5, items });
  const regions = [at(0.2, 30), at(0.9, 20), at(0.3, 10), at(0.25, 5), at(0.5, 9)];
  expect(namedRegions(regions, ['port', 'port', 'port', 'beach', ''])).toEqual([
    { name: 'port', x: 0.2, y: 0.5, items: 40 },
    { name: 'port', x: 0.9, y: 0.5, items: 20 },
    { name: 'beach', x: 0.25, y: 0.5, items: 5 },
  ]);
});

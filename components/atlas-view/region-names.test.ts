import { expect, it } from 'vitest';
import { categoryNames } from './region-names';

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

import { expect, it } from 'vitest';
import { categoryOffers, distinctNames, passingIn } from './region-names';

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
  from: 'computed' as const,
};

const names = (items: ReturnType<typeof item>[]) =>
  distinctNames(categoryOffers(items, atlas) ?? []);

it('names a region by the category of most of its items', () => {
  expect(names([item('beach'), item('port'), item('port'), item('forest')])).toEqual([
    'port',
    'forest',
    '',
  ]);
  expect(categoryOffers([item(), item(), item(), item()], atlas)).toBeNull();
});

it('gives a name to one region: where it fits best', () => {
  expect(names([item('beach'), item('port'), item('port'), item('port')])).toEqual([
    'port',
    '',
    '',
  ]);
  const offer = (name: string, weight: number) => ({ name, weight });
  const offers = [
    [offer('port', 9), offer('beach', 2)],
    [offer('port', 12), offer('boats', 3)],
    [offer('port', 1), offer('beach', 1)],
  ];
  expect(distinctNames(offers)).toEqual(['beach', 'port', '']);
});

it('counts what of a region passes the filters', () => {
  expect(passingIn(atlas, null)).toEqual([2, 2, 2]);
  expect(passingIn(atlas, Uint8Array.of(1, 0, 1, 0))).toEqual([2, 0, 0]);
});

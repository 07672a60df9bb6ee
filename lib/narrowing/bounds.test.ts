import { expect, it } from 'vitest';
import { type Bounds, datesOf, isWithin, NO_BOUNDS, placesOf, sizesOf } from './bounds';

const ITEMS = [
  { width: 256, height: 256, date: '2024-05-31T23:59:10' },
  { width: 4000, height: 3000, date: '2024-06-01', bbox: [11, 48, 11, 48] as const },
  { width: 600, height: 200, bbox: [12, 50, 13, 51] as const },
];
const within = (bounds: Partial<Bounds>) =>
  ITEMS.flatMap((item, i) => (isWithin(item, { ...NO_BOUNDS, ...bounds }) ? [i] : []));

it('items are within a first and a last day, both included', () => {
  expect(within({})).toEqual([0, 1, 2]);
  expect(within({ from: '2024-05-31' })).toEqual([0, 1]);
  expect(within({ from: '2024-06-01' })).toEqual([1]);
  expect(within({ to: '2024-05-31' })).toEqual([0]);
  expect(within({ from: '2024-06-02', to: '2024-06-01' })).toEqual([]);
});

it('items are at least so large on their shorter side', () => {
  expect(within({ size: 200 })).toEqual([0, 1, 2]);
  expect(within({ size: 201 })).toEqual([0, 1]);
  expect(within({ size: 3001 })).toEqual([]);
});

it('items touch a box, and those without a place do not', () => {
  expect(within({ bbox: [10, 47, 11, 48] })).toEqual([1]);
  expect(within({ bbox: [-180, -90, 180, 90] })).toEqual([1, 2]);
  expect(within({ bbox: [-180, -90, 180, 90], size: 1000, to: '2024-06-01' })).toEqual([1]);
});

it('tells what bounds can be set to', () => {
  expect(datesOf(ITEMS)).toEqual({ first: '2024-05-31', last: '2024-06-01', count: 2 });
  expect(placesOf(ITEMS)).toEqual({ box: [11, 48, 13, 51], count: 2 });
  expect(sizesOf(ITEMS)).toEqual([
    { size: 256, count: 2 },
    { size: 512, count: 1 },
    { size: 1024, count: 1 },
    { size: 2048, count: 1 },
  ]);
  const bare = [{ width: 256, height: 256 }];
  expect([datesOf(bare), placesOf(bare), sizesOf(bare)]).toEqual([null, null, []]);
});

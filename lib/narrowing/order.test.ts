import { expect, it } from 'vitest';
import { placesIn } from './order';

it('says where each item lies in an order, equal ones at the same place', () => {
  const items = [
    { id: 'a10', date: '2024-02-01' },
    { id: 'x', name: 'a9', date: '2024-05-01' },
    { id: 'b' },
    { id: 'a10', date: '2024-02-01' },
    { id: 'c' },
  ];
  expect([...placesIn(items, 'name')]).toEqual([1, 0, 2, 1, 3]);
  // The latest first; those without a date last.
  expect([...placesIn(items, 'date')]).toEqual([1, 0, 2, 1, 2]);
  expect([...placesIn([], 'name')]).toEqual([]);
});

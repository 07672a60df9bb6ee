import { expect, it } from 'vitest';
import { Revisions } from './revisions';

it('counts a state where a gallery has grown by a quarter, and at its end', () => {
  const revisions = new Revisions();
  const states = (items: readonly number[]) =>
    items.map((count) => {
      revisions.grow('a', count);
      return revisions.of('a');
    });
  expect(states([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([undefined, 1, 2, 3, 4, 5, 5, 6, 6]);
  revisions.complete('a');
  expect(states([100])).toEqual([7]);
  revisions.complete('a'); // It was renamed.
  expect(revisions.of('a')).toBe(8);
  revisions.empty('a');
  expect(states([1])).toEqual([9]);
  expect(revisions.of('b')).toBeUndefined();
});

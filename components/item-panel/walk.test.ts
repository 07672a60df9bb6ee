import { expect, it } from 'vitest';
import { idsOf, stepFrom } from './walk';

it('walks a list in its order, and nothing before there is one', () => {
  expect(idsOf({ items: [{ id: 'c' }, { id: 'a' }] })).toEqual(['c', 'a']);
  expect(idsOf(null)).toEqual([]);
});

it('stops at the ends and does not start from elsewhere', () => {
  const ids = ['a', 'b', 'c'];
  expect(stepFrom('b', ids, 1)).toBe('c');
  expect(stepFrom('c', ids, 1)).toBeUndefined();
  expect(stepFrom('a', ids, -1)).toBeUndefined();
  expect(stepFrom('z', ids, 1)).toBeUndefined();
});

import { expect, it } from 'vitest';
import { orderOf } from './draw';

it('draws what does not pass first, and what is lit last', () => {
  expect([...orderOf(4, null, null)]).toEqual([0, 1, 2, 3]);
  const [lit, passing] = [Uint8Array.of(1, 0, 1, 0), Uint8Array.of(1, 1, 0, 1)];
  expect([...orderOf(4, lit, null)]).toEqual([1, 3, 0, 2]);
  expect([...orderOf(4, lit, passing)]).toEqual([2, 1, 3, 0]);
});

import { expect, it } from 'vitest';
import { interleaved, quantile, summaryOf } from './stats';

it('summarizes by the middle and the quartiles', () => {
  expect(summaryOf([5, 1, 3, 2, 4])).toEqual({ median: 3, q1: 2, q3: 4, samples: 5 });
  expect(summaryOf([1, 2])).toEqual({ median: 1.5, q1: 1.25, q3: 1.75, samples: 2 });
  expect(quantile([7], 0.9)).toBe(7);
  expect(() => summaryOf([])).toThrow(RangeError);
});

it('takes turns, and leaves the warm-up out', async () => {
  const order: string[] = [];
  const run = (name: string) => async () => order.push(name);
  let rounds = 0;
  const taken = await interleaved(2, { a: run('a'), b: run('b') }, 1, () => {
    rounds++;
  });
  expect(rounds).toBe(2);
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  expect(taken).toEqual({ a: [3, 5], b: [4, 6] });
});

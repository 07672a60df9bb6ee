import { expect, it } from 'vitest';
import { HeadRows } from './head-rows';

it('keeps 8 bits of a number, enough for logits', () => {
  const rows = new HeadRows(2, 3);
  rows.set(1, Float32Array.of(0.5, -2, 1));
  const query = Float32Array.of(1, 2, -1);
  const [none, some] = rows.logits({ query, bias: 0.25 });
  expect(none).toBe(0.25);
  expect(some).toBeCloseTo(-4.25, 1);
  expect([...rows.row(1)].map((value) => value.toFixed(1))).toEqual(['0.5', '-2.0', '1.0']);
  expect(rows.bytes).toBe(6 + 8);
});

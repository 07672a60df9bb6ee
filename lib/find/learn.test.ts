import { expect, it } from 'vitest';
import { normalize } from '@/lib/vector/vector';
import { type LinearClassifier, learn } from './learn';

/** Repeatable, -1..1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
const next = noise(7);
const near = (at: number, dim = 32) =>
  normalize(Array.from({ length: dim }, (_, d) => (d === at ? 1 : 0) + 0.15 * next()));
const many = (at: number, count: number) => Array.from({ length: count }, () => near(at));
const says = ({ weights, bias }: LinearClassifier, row: Float32Array) =>
  1 / (1 + Math.exp(-row.reduce((sum, value, d) => sum + value * (weights[d] as number), bias)));

it('learns from one example what is like it', () => {
  const classifier = learn({
    yes: many(0, 4),
    no: [],
    elsewhere: [...many(1, 50), ...many(2, 50)],
  });
  expect(says(classifier, near(0))).toBeGreaterThan(0.6);
  expect(says(classifier, near(1))).toBeLessThan(0.3);
});

it('gives up what a "no" says, and keeps the rest', () => {
  const both = normalize(near(0).map((value, d) => value + (near(3)[d] as number)));
  const before = learn({ yes: many(0, 4), no: [], elsewhere: many(1, 50) });
  const after = learn({ yes: many(0, 4), no: [both], elsewhere: many(1, 50) });
  expect(says(after, both)).toBeLessThan(says(before, both));
  expect(says(after, near(0))).toBeGreaterThan(0.5);
});

it('finds what is like the example although some of it lies elsewhere too', () => {
  const classifier = learn({
    yes: many(0, 4),
    no: [],
    elsewhere: [...many(0, 10), ...many(1, 90)],
  });
  expect(says(classifier, near(0))).toBeGreaterThan(says(classifier, near(1)) + 0.3);
});

it('refuses to learn from nothing', () => {
  expect(() => learn({ yes: [], no: many(0, 1), elsewhere: [] })).toThrow(RangeError);
});

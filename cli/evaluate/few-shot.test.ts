import { expect, it } from 'vitest';
import { rowsOf } from '@/lib/evaluation/rows';
import type { Embedded } from './embedded';
import { fewShotFigures } from './few-shot';

const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

/** Two categories of ten, directions in a plane around 0 and 90 degrees; the prompts are of the given directions. */
function data(prompts: readonly number[], spread: number): Embedded {
  const degrees = Array.from(
    { length: 20 },
    (_, i) => (i < 10 ? 0 : 90) + ((i % 10) - 4.5) * spread,
  );
  return {
    categories: ['a', 'b'],
    categoryOfItem: degrees.map((_, i) => (i < 10 ? 0 : 1)),
    images: rowsOf(degrees.map(at), 2),
    prompts: rowsOf(prompts.map(at), 2),
  } as unknown as Embedded;
}

it('finds the rest of a category by examples where words fail', () => {
  const figures = fewShotFigures(data([90, 0], 2), 1);
  expect(figures).toMatchObject({ text: 0, one: 1, five: 1, feedback: 1 });
  expect(figures).toMatchObject({ categories: 2, draws: 5, seed: 1 });
});

it('gets better by marks where categories overlap, and is the same for the same seed', () => {
  const mixed = data([0, 90], 14);
  const figures = fewShotFigures(mixed, 7);
  expect(fewShotFigures(mixed, 7)).toEqual(figures);
  expect(figures?.feedback).toBeGreaterThan(figures?.one ?? 1);
});

it('leaves out categories with hardly more images than examples', () => {
  const few = {
    ...data([0, 90], 2),
    categoryOfItem: Array.from({ length: 20 }, (_, i) => (i < 6 ? 0 : undefined)),
  };
  expect(fewShotFigures(few as unknown as Embedded, 1)).toBeNull();
});

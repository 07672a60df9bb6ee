import { expect, it } from 'vitest';
import { rowsOf } from '@/lib/evaluation/rows';
import { withoutFigures } from './without';

/** Forty pictures of A, of which every second one shows B too; B pulls a picture aside. */
const pictures = Array.from({ length: 40 }, (_, i) =>
  Float32Array.of(0.8, i % 2 === 0 ? 0.6 : 0, i % 2 === 0 ? 0 : 0.6),
);
const all = [...pictures.keys()];
const even = all.filter((i) => i % 2 === 0);
const odd = all.filter((i) => i % 2 === 1);
const images = rowsOf(pictures, 3);
const words = rowsOf([Float32Array.of(1, 0.1, 0), Float32Array.of(0, 1, 0)], 3);

it('finds what has A and lacks B, which A alone does not', () => {
  const things = [
    { word: 'a', positives: all, negatives: [] },
    { word: 'b', positives: even, negatives: odd },
  ];
  expect(withoutFigures(things, words, images)).toEqual({ alone: 0, without: 1, pairs: 1 });
});

it('asks for no pair that hardly occurs together, or apart', () => {
  const things = [
    { word: 'a', positives: all, negatives: [] },
    { word: 'b', positives: even.slice(1), negatives: odd },
  ];
  expect(withoutFigures(things, words, images)).toBeNull();
});

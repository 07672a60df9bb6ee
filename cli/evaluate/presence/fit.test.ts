import { describe, expect, it } from 'vitest';
import { calibrateDefault, calibrateWord, type WordCases } from './fit';
import { fitLogistic } from './logistic';

const range = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
const cases = (word: string, positive: number[], negative: number[]): WordCases => ({
  word,
  source: 'head',
  positive,
  negative,
});
const at = ({ a, b }: { a: number; b: number }, m: number) => 1 / (1 + Math.exp(-(a * m + b)));

describe('fitLogistic', () => {
  it('gives the odds that cases come in, at the share that is assumed', () => {
    // At 0 a quarter of the cases is positive, at 1 three quarters.
    const mixed = { positive: [0, 1, 1, 1], negative: [0, 0, 0, 1] };
    const many = (values: number[]) =>
      Array.from({ length: 400 }, (_, i) => values[i % 4] as number);
    const fit = fitLogistic(
      { positive: many(mixed.positive), negative: many(mixed.negative) },
      0.5,
    );
    expect(at(fit, 0)).toBeCloseTo(0.25, 1);
    expect(at(fit, 1)).toBeCloseTo(0.75, 1);
    const rare = fitLogistic(
      { positive: many(mixed.positive), negative: many(mixed.negative) },
      0.1,
    );
    expect(at(rare, 1)).toBeLessThan(0.3);
  });

  it('stays a curve where cases part without error, and flat where the map says nothing or the contrary', () => {
    const parted = fitLogistic({ positive: range(30, 3, 5), negative: range(30, -5, -3) }, 0.3);
    expect(parted.a).toBeGreaterThan(0);
    expect(parted.a).toBeLessThan(20);
    expect(at(parted, 3)).toBeGreaterThan(0.75);
    expect(at(parted, -3)).toBeLessThan(0.2);
    const contrary = fitLogistic({ positive: range(30, -5, -3), negative: range(30, 3, 5) }, 0.3);
    expect(contrary.a).toBe(0);
    expect(at(contrary, 9)).toBeCloseTo(0.3, 9);
    const same = fitLogistic({ positive: [1, 1, 1], negative: [1, 1, 1] }, 0.3);
    expect(at(same, 1)).toBeCloseTo(0.3, 1);
  });
});

describe('calibrations', () => {
  it('are right where the map knows the thing, on pictures that were not fitted on', () => {
    const known = calibrateWord(cases('river', range(40, 1, 6), range(200, -8, 0)));
    expect(known).toMatchObject({ n: 240, source: 'head' });
    expect(known.right).toBeGreaterThan(0.95);
    const mixed = calibrateWord(cases('road', range(40, -4, 4), range(200, -4, 4)));
    expect(mixed.right).toBeLessThan(0.75);
  });

  it('of other words are measured on words that they were not fitted on', () => {
    const alike = ['a', 'b', 'c'].map((word) => cases(word, range(20, 1, 6), range(60, -8, 0)));
    expect(calibrateDefault(alike, 99)).toMatchObject({ n: 99, right: expect.any(Number) });
    expect(calibrateDefault(alike, 99)?.right).toBeGreaterThan(0.95);
    const odd = [...alike.slice(0, 2), cases('d', range(20, -9, -7), range(60, -16, -9))];
    expect(calibrateDefault(odd, 99)?.right).toBeLessThan(0.95);
    expect(calibrateDefault(alike.slice(0, 1), 99)).toBeNull();
  });
});

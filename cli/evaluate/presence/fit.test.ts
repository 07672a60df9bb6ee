import { describe, expect, it } from 'vitest';
import { areaFactor } from './area';
import { calibrateDefault, calibrateWord, usualWeights, type WordCases } from './fit';
import { fitLogistic, type Logistic, logitOf } from './logistic';

const range = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
const measured = (maxima: number[]) =>
  maxima.map((maximum) => ({ maximum, similarity: 0.2, rival: 0.25 }));
const cases = (word: string, positive: number[], negative: number[]): WordCases => ({
  word,
  source: 'head',
  positive: measured(positive),
  negative: measured(negative),
});
const fitted = (positive: number[], negative: number[], share: number) => {
  const rows = (values: number[]) => values.map((value) => [value]);
  return fitLogistic({ positive: rows(positive), negative: rows(negative) }, share);
};
const at = (fit: Logistic, m: number) => 1 / (1 + Math.exp(-logitOf(fit, [m])));

describe('fitLogistic', () => {
  it('gives the odds that cases come in, at the share that is assumed', () => {
    // At 0 a quarter of the cases is positive, at 1 three quarters.
    const mixed = { positive: [0, 1, 1, 1], negative: [0, 0, 0, 1] };
    const many = (values: number[]) =>
      Array.from({ length: 400 }, (_, i) => values[i % 4] as number);
    const fit = fitted(many(mixed.positive), many(mixed.negative), 0.5);
    expect(at(fit, 0)).toBeCloseTo(0.25, 1);
    expect(at(fit, 1)).toBeCloseTo(0.75, 1);
    const rare = fitted(many(mixed.positive), many(mixed.negative), 0.1);
    expect(at(rare, 1)).toBeLessThan(0.3);
  });

  it('stays a curve where cases part without error, and flat where the map says nothing or the contrary', () => {
    const parted = fitted(range(30, 3, 5), range(30, -5, -3), 0.3);
    expect(parted.weights[0]).toBeGreaterThan(0);
    expect(parted.weights[0]).toBeLessThan(20);
    expect(at(parted, 3)).toBeGreaterThan(0.75);
    expect(at(parted, -3)).toBeLessThan(0.2);
    const contrary = fitted(range(30, -5, -3), range(30, 3, 5), 0.3);
    expect(contrary.weights).toEqual([0]);
    expect(at(contrary, 9)).toBeCloseTo(0.3, 9);
    const same = fitted([1, 1, 1], [1, 1, 1], 0.3);
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

  it('hear the image where the map is wrong, and keep to what is usual where pictures are few', () => {
    const bridge: WordCases = {
      ...cases('bridge', range(30, -2, 4), range(90, -4, 2)),
      positive: range(30, -2, 4).map((maximum) => ({ maximum, similarity: 0.4, rival: 0.5 })),
    };
    const usual = usualWeights([bridge]);
    expect(usual?.weights[1]).toBeGreaterThan(0);
    const alone = calibrateWord(cases('bridge', range(30, -2, 4), range(90, -4, 2)));
    expect(calibrateWord(bridge, usual).right).toBeGreaterThan(alone.right + 0.1);
    expect(calibrateWord(bridge, usual).image?.c).toBeGreaterThan(0);
    // In all of the pictures that show it, another word fits better by so much.
    expect(calibrateWord(bridge, usual).image?.gap).toBe(0.1);
    const few = cases('pier', range(4, 1, 2), range(4, -2, -1));
    const free = calibrateWord(few).image?.a ?? 0;
    expect(calibrateWord(few, { weights: [0, 0], strength: 9 }).image?.a).toBeLessThan(free);
  });
});

it('"seen" needs more in a large picture of a word that photographs without it seem to show', () => {
  const positive = range(40, 2, 6);
  const clear = areaFactor({ positive, negative: range(400, -9, -6) }, 0.3);
  const unclear = areaFactor({ positive, negative: range(400, -6, 3) }, 0.3);
  expect(clear).toBe(0.5);
  expect(unclear).toBeGreaterThan(0.7);
  expect(areaFactor({ positive, negative: range(400, -6, 3) }, 0.3)).toBe(unclear);
});

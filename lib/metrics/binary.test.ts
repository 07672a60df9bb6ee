import { describe, expect, it } from 'vitest';
import { averagePrecision, bestThreshold, decide, rocAuc } from './binary';

describe('rocAuc', () => {
  it('is 1, 0 and one half at the ends and at chance', () => {
    expect(rocAuc({ positive: [3, 4], negative: [1, 2] })).toBe(1);
    expect(rocAuc({ positive: [1, 2], negative: [3, 4] })).toBe(0);
    expect(rocAuc({ positive: [5, 5], negative: [5, 5, 5] })).toBe(0.5);
  });

  it('counts a tie as half', () => {
    // Pairs: 2>1, 2=2, 3>1, 3>2 → 3.5 of 4.
    expect(rocAuc({ positive: [2, 3], negative: [1, 2] })).toBe(0.875);
  });

  it('agrees with counting pairs one by one', () => {
    const positive = [0.1, 0.4, 0.4, 0.8, 0.9, 0.35];
    const negative = [0.4, 0.1, 0.2, 0.8, 0.3];
    let wins = 0;
    for (const p of positive) for (const n of negative) wins += p > n ? 1 : p === n ? 0.5 : 0;
    expect(rocAuc({ positive, negative })).toBeCloseTo(wins / 30, 12);
  });

  it('has no value without positives or without negatives', () => {
    expect(rocAuc({ positive: [], negative: [1] })).toBeNull();
    expect(rocAuc({ positive: [1], negative: [] })).toBeNull();
  });

  it('refuses a score that is not a number', () => {
    expect(() => rocAuc({ positive: [Number.NaN], negative: [1] })).toThrow(RangeError);
  });
});

describe('averagePrecision', () => {
  it('averages the precision at each positive', () => {
    // Order + - + : precisions 1 and 2/3.
    expect(averagePrecision({ positive: [0.9, 0.5], negative: [0.7] })).toBeCloseTo(
      (1 + 2 / 3) / 2,
    );
  });

  it('does not depend on the order of equal scores', () => {
    expect(averagePrecision({ positive: [1], negative: [1, 1, 1] })).toBe(0.25);
  });

  it('has no value without positives', () => {
    expect(averagePrecision({ positive: [], negative: [1] })).toBeNull();
  });
});

describe('decide', () => {
  it('says yes from the threshold on', () => {
    const found = decide({ positive: [0.9, 0.5, 0.2], negative: [0.5, 0.1] }, 0.5);
    expect(found.precision).toBeCloseTo(2 / 3);
    expect(found.recall).toBeCloseTo(2 / 3);
    expect(found.f1).toBeCloseTo(2 / 3);
  });

  it('is zero, not undefined, where nobody gets a yes', () => {
    expect(decide({ positive: [], negative: [0.1] }, 0.5)).toMatchObject({
      precision: 0,
      recall: 0,
      f1: 0,
    });
  });
});

describe('bestThreshold', () => {
  it('lies between the cases that it parts', () => {
    const found = bestThreshold({ positive: [0.9, 0.8], negative: [0.4, 0.1] });
    expect(found?.threshold).toBeCloseTo(0.6);
    expect(found).toMatchObject({ precision: 1, recall: 1, f1: 1 });
  });

  it('gives the figures that deciding by it gives', () => {
    const cases = {
      positive: [0.9, 0.7, 0.4, 0.3],
      negative: [0.8, 0.35, 0.2, 0.1, 0.05],
    };
    const found = bestThreshold(cases);
    expect(found).not.toBeNull();
    if (found) expect(decide(cases, found.threshold)).toEqual(found);
  });

  it('has no value without positives', () => {
    expect(bestThreshold({ positive: [], negative: [1] })).toBeNull();
  });
});

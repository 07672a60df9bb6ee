import { describe, expect, it } from 'vitest';
import { bestRankOf, rankOf, shareWithin } from './ranking';

describe('rankOf', () => {
  it('counts what is ahead', () => {
    expect([0, 1, 2].map((i) => rankOf([0.2, 0.9, 0.5], i))).toEqual([2, 0, 1]);
  });

  it('keeps the order of equal scores, so that every rank is given once', () => {
    expect([0, 1, 2, 3].map((i) => rankOf([0.5, 0.9, 0.5, 0.5], i))).toEqual([1, 0, 2, 3]);
  });

  it('never rewards a score that is not a number', () => {
    expect(rankOf([Number.NaN, 0.1, -1], 0)).toBe(2);
    expect(rankOf([0.4, Number.NaN, 0.1], 0)).toBe(1);
  });

  it('refuses an index outside', () => {
    expect(() => rankOf([1, 2], 2)).toThrow(RangeError);
  });
});

describe('bestRankOf', () => {
  it('takes the best of several', () => {
    expect(bestRankOf([0.1, 0.9, 0.5, 0.7], [0, 2])).toBe(2);
  });

  it('is out of reach where there are none', () => {
    expect(bestRankOf([0.1], [])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('shareWithin', () => {
  it('counts ranks below k', () => {
    expect(shareWithin([0, 1, 4, 9], 5)).toBe(0.75);
    expect(shareWithin([], 5)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer } from '@/lib/find/presence';
import type { FeatureAnswer, Inside } from '@/lib/find/types';
import { rankedByInside, verdictOf } from './ranking';

const feature = (answer: Answer, probability: number | null): FeatureAnswer => ({
  text: 'pool',
  source: 'head',
  presence: 0.5,
  maximum: 0,
  judgement: { answer, probability, basis: null },
  places: [],
  things: true,
  from: 0.5,
  learned: false,
});
const inside = (...features: FeatureAnswer[]): Inside => ({ width: 8, height: 8, features });
const entry = (id: string) => ({ item: { id, file: id, width: 8, height: 8 }, similarity: 0.4 });

describe('a ranking by what is inside', () => {
  it('goes by the least of the features', () => {
    const both = inside(feature('seen', 0.9), feature('not-seen', 0.1));
    expect(verdictOf(both)).toEqual({ answer: 'not-seen', score: 0.1 });
    expect(verdictOf(inside(feature('seen', 0.9))).score).toBeCloseTo(2.9);
    // What cannot be judged goes by its map.
    expect(verdictOf(inside(feature('cannot-tell', null))).score).toBeCloseTo(1.5);
    expect(verdictOf(inside())).toEqual({ answer: 'cannot-tell', score: 1 });
  });

  it('puts what was seen first, then what cannot be told, what is not there, and the rest as it was', () => {
    const found = new Map([
      ['a', inside(feature('not-seen', 0.1))],
      ['b', inside(feature('seen', 0.8))],
      ['c', inside(feature('cannot-tell', 0.5))],
      ['d', inside(feature('seen', 0.96))],
    ]);
    const ranking = { above: ['a', 'e'].map(entry), below: ['b', 'f', 'c', 'd'].map(entry) };
    const { above, below } = rankedByInside(ranking, found, 10);
    expect(above.map(({ item }) => item.id)).toEqual(['d', 'b']);
    expect(below.map(({ item }) => item.id)).toEqual(['c', 'a', 'e', 'f']);
    expect(above[0]?.inside).toBe(found.get('d'));
    const few = rankedByInside(ranking, found, 3);
    expect([...few.above, ...few.below].map(({ item }) => item.id)).toEqual(['d', 'b', 'c']);
  });
});

import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/lib/evaluation/rows';
import { bestMatches, cutoffFrom, quantile } from './calibration';
import type { Embedded } from './embedded';
import { answerable, ownWordsFigures } from './own-words';

const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const rows = (...degrees: number[]) => rowsOf(degrees.map(at), 2);

// Embeddings are directions in a plane. Two ports around 0°, two rivers around 90° (one closer to port), one unnamed.
const data: Embedded = {
  items: [0, 1, 2, 3, 4].map((i) => ({ file: `${i}.png`, path: '', captions: ['x'] })),
  images: rows(0, 10, 90, 40, 200),
  captions: rows(1, 12, 91, 39, 201),
  imageOfCaption: [0, 1, 2, 3, 4],
  categories: ['port', 'river'],
  prompts: rows(5, 85),
  categoryOfItem: [0, 0, 1, 1, undefined],
};

describe('ownWordsFigures', () => {
  const queries = [
    { query: 'harbour', categories: ['port'], half: 'inside' as const },
    { query: 'stream', categories: ['river'], half: 'outside' as const, misspelt: true },
  ];

  it('is the mean precision of each half', () => {
    const figures = ownWordsFigures(queries, rows(0, 90), data, 'test.json');
    // Of all five images (fewer than ten), two are right for either.
    expect(figures).toMatchObject({ inside: 0.4, outside: 0.4, misspelt: 0.4, file: 'test.json' });
  });

  it('counts either category where a query has two', () => {
    const both = [{ ...queries[0], query: 'water', categories: ['port', 'river'] }];
    const figures = ownWordsFigures(both as typeof queries, rows(0), data, 'test.json');
    expect(figures?.queries[0]?.precisionAt10).toBe(0.8);
    expect(figures?.outside).toBeNull();
  });

  it('asks for nothing that the data cannot show', () => {
    const desert = { query: 'dunes', categories: ['desert'], half: 'inside' as const };
    expect(answerable([...queries, desert], data)).toEqual(queries);
    expect(ownWordsFigures([], rows(), data, 'test.json')).toBeNull();
  });
});

describe('calibration', () => {
  it('takes quantiles between neighbours', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([0, 1], 0.25)).toBe(0.25);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('leaves an image itself out of its best match', () => {
    expect(bestMatches(data.images, data.images)[0]).toBeCloseTo(1);
    const without = bestMatches(data.images, data.images, 'without');
    expect(without[0]).toBeCloseTo(Math.cos(Math.PI / 18), 5);
  });

  it('loses two in a hundred right queries and says how many wrong ones stay out', () => {
    const right = Array.from({ length: 101 }, (_, i) => 0.4 + i / 1000);
    const found = cutoffFrom(right, [0.1, 0.2, 0.3, 0.45]);
    expect(found.suggested).toBeCloseTo(0.402);
    expect(found.unrelatedBelow).toBe(0.75);
    expect(found.balanced).toBeCloseTo(0.4);
    expect(found.balancedRightAbove).toBe(1);
  });
});

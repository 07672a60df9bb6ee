import { describe, expect, it } from 'vitest';
import { compose, MINUS } from './compose';

const a = Float32Array.of(1, 0, 0);
const b = Float32Array.of(0, 1, 0);

describe('compose', () => {
  it('is the one ingredient where there is one', () => {
    expect(compose([{ embedding: a, weight: 0.5 }])).toEqual({ embedding: a, share: 1 });
  });

  it('lies between two of equal weight', () => {
    const sum = compose([
      { embedding: a, weight: 1 },
      { embedding: b, weight: 1 },
    ]);
    expect(sum?.embedding[0]).toBeCloseTo(Math.SQRT1_2);
    expect(sum?.embedding[1]).toBeCloseTo(Math.SQRT1_2);
    expect(sum?.share).toBeCloseTo(1);
  });

  it('moves away from what has a minus, by less than it moves to the rest', () => {
    const sum = compose([
      { embedding: a, weight: 1 },
      { embedding: b, weight: -1 },
    ]);
    const length = Math.hypot(1, MINUS);
    expect(sum?.embedding[1]).toBeCloseTo(-MINUS / length);
    expect(sum?.share).toBeCloseTo(1 / length);
  });

  it('asks for nothing with a minus alone, and still ranks', () => {
    expect(compose([{ embedding: a, weight: -1 }])?.share).toBe(0);
  });

  it('is none of nothing, and of what cancels out', () => {
    expect(compose([])).toBeNull();
    expect(
      compose([
        { embedding: a, weight: MINUS },
        { embedding: a, weight: -1 },
      ]),
    ).toBeNull();
  });
});

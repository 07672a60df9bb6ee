import { describe, expect, it } from 'vitest';
import { probabilitiesOf } from './scoring';

describe('probabilitiesOf', () => {
  it('shares 1 among the texts by softmax, whatever the bias', () => {
    const [a = 0, b = 0] = probabilitiesOf([0.2, 0.1], { logitScale: 10 });
    expect(a + b).toBeCloseTo(1, 6);
    expect(a / b).toBeCloseTo(Math.E, 5);
    const biased = probabilitiesOf([0.2, 0.1], { logitScale: 10, logitBias: -3 });
    expect(biased[0]).toBe(a);
  });

  it('judges each text alone by sigmoid', () => {
    const scoring = { scoring: 'sigmoid', logitScale: 100, logitBias: -12 } as const;
    const [one] = probabilitiesOf([0.12], scoring);
    expect(one).toBeCloseTo(0.5, 6);
    const both = probabilitiesOf([0.13, 0.11], scoring);
    expect(both[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBeCloseTo(1, 6);
    expect(probabilitiesOf([1], scoring)[0]).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import {
  cosineMatrix,
  featureMap,
  mapOf,
  peakOf,
  probabilityMatrix,
  relativeMap,
} from './relevance';

const right = Float32Array.of(1, 0);
const up = Float32Array.of(0, 1);

describe('cosineMatrix', () => {
  it('compares directions: the length of a patch embedding does not count', () => {
    const patches = Float32Array.of(5, 0, 0, 0.1, 3, 3);
    const cosines = cosineMatrix(patches, [right, up], 2);
    [1, 0, 0, 1, Math.SQRT1_2, Math.SQRT1_2].forEach((cosine, i) => {
      expect(cosines[i]).toBeCloseTo(cosine, 6);
    });
  });

  it('has cosine 0 for a patch that is all zeros, not NaN', () => {
    expect([...cosineMatrix(Float32Array.of(0, 0), [right, up], 2)]).toEqual([0, 0]);
  });

  it('refuses rows or prompts of another dimension', () => {
    expect(() => cosineMatrix(new Float32Array(5), [right], 2)).toThrow(RangeError);
    expect(() => cosineMatrix(new Float32Array(4), [new Float32Array(3)], 2)).toThrow(RangeError);
  });
});

describe('probabilityMatrix', () => {
  it('is a softmax within each patch, by the logit scale', () => {
    const probabilities = probabilityMatrix(Float32Array.of(0.5, 0.4, 0.1, 0.1), 2, {
      logitScale: 20,
    });
    expect(probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(mapOf(probabilities, 2, 1)[1]).toBeCloseTo(0.5, 6);
  });

  it('does not overflow at a large scale', () => {
    const probabilities = probabilityMatrix(Float32Array.of(1, -1), 2, { logitScale: 1000 });
    expect([...probabilities]).toEqual([1, 0]);
  });
});

describe('featureMap', () => {
  const patchEmbeds = Float32Array.of(2, 0, 0, 2, 1, 1);

  it('gives probability against the background, patch by patch', () => {
    const map = featureMap({
      patchEmbeds,
      feature: right,
      background: [up],
      scoring: { logitScale: 10 },
    });
    expect(map.probability[0]).toBeCloseTo(1 / (1 + Math.exp(-10)), 6);
    expect(map.probability[1]).toBeCloseTo(1 / (1 + Math.exp(10)), 6);
    expect(map.probability[2]).toBeCloseTo(0.5, 6);
    expect(map.cosine[2]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it('can be low everywhere, where the relative map still crowns a winner', () => {
    const question = { patchEmbeds: Float32Array.of(0.1, 1, 0, 1), feature: right };
    const map = featureMap({ ...question, background: [up], scoring: { logitScale: 10 } });
    expect(peakOf(map.probability).value).toBeLessThan(0.01);
    expect(peakOf(relativeMap(map.cosine, 10)).value).toBeGreaterThan(0.5);
  });
});

describe('relativeMap', () => {
  it('sums to 1 over the patches', () => {
    const relative = relativeMap(Float32Array.of(0.1, 0.3, 0.2), 30);
    expect(relative.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    expect(peakOf(relative).index).toBe(1);
  });
});

describe('peakOf', () => {
  it('is the first of equals', () => {
    expect(peakOf([0, 0.5, 0.5])).toEqual({ index: 1, value: 0.5 });
  });

  it('refuses an empty map', () => {
    expect(() => peakOf([])).toThrow(RangeError);
  });
});

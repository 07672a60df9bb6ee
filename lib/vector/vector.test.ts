import { describe, expect, it } from 'vitest';
import {
  dequantizeRows,
  dot,
  nearestRows,
  normalize,
  quantizeRows,
  scoreRows,
  softmax,
  topK,
} from './vector';

/** Deterministic values in -1..1. */
function values(count: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

describe('normalize', () => {
  it('gives length 1 and keeps the direction', () => {
    expect([...normalize([3, 0, 4])].map((value) => +value.toFixed(6))).toEqual([0.6, 0, 0.8]);
  });

  it('leaves a zero vector zero', () => {
    expect([...normalize([0, 0])]).toEqual([0, 0]);
  });
});

describe('topK', () => {
  it('agrees with sorting, whatever k is', () => {
    const scores = values(500).map((value) => Math.round(value * 20));
    const sorted = [...scores.keys()].sort(
      (a, b) => (scores[b] as number) - (scores[a] as number) || a - b,
    );
    for (const k of [0, 1, 2, 7, 499, 500, 900]) {
      const { rows, scores: best } = topK(scores, k);
      expect([...rows]).toEqual(sorted.slice(0, k));
      expect([...best]).toEqual(sorted.slice(0, k).map((row) => scores[row]));
    }
  });

  it('keeps the order of equal scores and never ranks NaN', () => {
    expect([...topK(Float32Array.of(1, Number.NaN, 1, 1), 2).rows]).toEqual([0, 2]);
    expect([...topK(Float32Array.of(Number.NaN, 1), 2).rows]).toEqual([1]);
  });

  it('takes nothing of nothing', () => {
    expect(topK(new Float32Array(), 3).rows).toHaveLength(0);
  });
});

describe('rows of a matrix', () => {
  const dim = 16;
  const matrix = values(40 * dim);

  it('are scored by their inner product', () => {
    const query = values(dim, 9);
    const scores = scoreRows(matrix, dim, query);
    expect(scores).toHaveLength(40);
    expect(scores[7]).toBeCloseTo(dot(matrix.subarray(7 * dim, 8 * dim), query), 5);
  });

  it('are nearest to themselves once normalized', () => {
    const unit = dequantizeRows(quantizeRows(matrix, dim, 8), dim);
    expect(nearestRows(unit, dim, unit.subarray(5 * dim, 6 * dim), 3).rows[0]).toBe(5);
  });

  it('keep their direction through int8', () => {
    const wide = 256;
    const rows = values(20 * wide, 3);
    const back = dequantizeRows(quantizeRows(rows, wide, 8), wide);
    for (let start = 0; start < rows.length; start += wide) {
      const [before, after] = [rows, back].map((m) => m.subarray(start, start + wide));
      expect(dot(normalize(before ?? []), after as Float32Array)).toBeGreaterThan(0.9999);
    }
  });

  it('keep their cosines through int16', () => {
    const wide = 256;
    const rows = values(20 * wide, 3);
    const unit = Float32Array.from({ length: rows.length });
    for (let at = 0; at < rows.length; at += wide) {
      unit.set(normalize(rows.subarray(at, at + wide)), at);
    }
    const back = dequantizeRows(quantizeRows(unit, wide, 16), wide);
    const query = normalize(values(wide, 9));
    const [before, after] = [scoreRows(unit, wide, query), scoreRows(back, wide, query)];
    before.forEach((score, row) => {
      expect(Math.abs(score - (after[row] as number))).toBeLessThan(1e-5);
    });
  });

  it('stay zero where they are zero', () => {
    expect([...dequantizeRows(quantizeRows(new Float32Array(4), 4, 8), 4)]).toEqual([0, 0, 0, 0]);
  });
});

describe('softmax', () => {
  it('sums to 1 and sharpens with the logit scale', () => {
    const [low, high] = [softmax([0.2, 0.3, 0.1], 1), softmax([0.2, 0.3, 0.1], 100)];
    expect(low.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    expect(high[1]).toBeGreaterThan(0.99);
    expect(low[1]).toBeLessThan(0.4);
  });

  it('does not overflow', () => {
    expect([...softmax([1, -1], 1e4)]).toEqual([1, 0]);
  });
});

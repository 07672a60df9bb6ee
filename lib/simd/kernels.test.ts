import { describe, expect, it } from 'vitest';
import { scoreRows } from '@/lib/vector/vector';
import { Arena, createKernels, type Kernels, packed } from './kernels';

const kernels = createKernels() as Kernels;
const arena = new Arena(kernels);

/** Repeatable numbers, -1..1. */
function numbers(count: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

describe('dotRows', () => {
  it.each([1, 3, 16, 21, 256])('multiplies rows of %i values as plain code does', (dim) => {
    const [matrix, query] = [numbers(7 * dim), numbers(dim, 2)];
    arena.scratch(() => {
      const scores = arena.take(4 * 7);
      kernels.dotRows(arena.put(matrix), arena.put(query), scores, 7, dim);
      const wanted = scoreRows(matrix, dim, query);
      arena.floats(scores, 7).forEach((score, row) => {
        expect(score).toBeCloseTo(wanted[row] as number, 5);
      });
    });
  });
});

describe('matmul', () => {
  it.each([1, 3, 4, 9])('multiplies %i rows by a matrix of 8 bits, scales and shifts', (m) => {
    const [k, n] = [13, 24];
    const columns = Int8Array.from(numbers(k * n, 2), (value) => 127 * value);
    const [a, scales, bias] = [numbers(m * k), numbers(n, 3), numbers(n, 4)];
    const c = arena.take(4 * m * n);
    const [left, right] = [arena.put(a), arena.put(packed(columns, k, n))];
    kernels.matmul(left, right, arena.put(scales), arena.put(bias), c, m, k, n);
    arena.floats(c, m * n).forEach((value, at) => {
      const [row, col] = [Math.floor(at / n), at % n];
      let sum = 0;
      for (let i = 0; i < k; i++)
        sum += (a[row * k + i] as number) * (columns[col * k + i] as number);
      expect(value).toBeCloseTo(sum * (scales[col] as number) + (bias[col] as number), 3);
    });
  });
});

describe('gelu', () => {
  it('is what Math.tanh makes of it, from far below to far above zero', () => {
    const x = Float32Array.from({ length: 400 }, (_, i) => (i - 200) / 10);
    const at = arena.put(x);
    kernels.gelu(at, x.length);
    arena.floats(at, x.length).forEach((value, i) => {
      const v = x[i] as number;
      const tanh = Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3));
      expect(value).toBeCloseTo(0.5 * v * (1 + tanh), 5);
    });
  });
});

describe('an arena', () => {
  it('aligns what it hands out, grows, and takes scratch memory back', () => {
    const first = arena.take(5);
    const [second, large] = arena.scratch(() => [arena.take(3), arena.take(1_000_000)]);
    expect((second as number) % 16).toBe(0);
    expect(second).toBeGreaterThanOrEqual(first + 5);
    expect(kernels.memory.buffer.byteLength).toBeGreaterThanOrEqual((large as number) + 1_000_000);
    expect(arena.take(3)).toBe(second);
  });
});

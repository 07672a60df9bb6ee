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
  it.each([1, 3, 4, 9])('multiplies %i rows by a matrix and adds a row', (m) => {
    const [k, n] = [13, 24];
    const [a, b, bias] = [numbers(m * k), numbers(k * n, 2), numbers(n, 3)];
    const c = arena.take(4 * m * n);
    kernels.matmul(arena.put(a), arena.put(packed(b, k, n)), arena.put(bias), c, m, k, n);
    arena.floats(c, m * n).forEach((value, at) => {
      const [row, col] = [Math.floor(at / n), at % n];
      let sum = bias[col] as number;
      for (let i = 0; i < k; i++) sum += (a[row * k + i] as number) * (b[i * n + col] as number);
      expect(value).toBeCloseTo(sum, 5);
    });
  });
});

describe('packQuantized', () => {
  it('packs what the bytes and their scales stand for', () => {
    const [k, n] = [5, 16];
    const rows = Int8Array.from(numbers(n * k), (value) => 127 * value);
    const scales = numbers(n, 2);
    const matrix = Array.from({ length: k * n }, (_, at) => {
      const [i, c] = [Math.floor(at / n), at % n];
      return (rows[c * k + i] as number) * (scales[c] as number);
    });
    const to = arena.take(4 * k * n);
    kernels.packQuantized(arena.put(rows), arena.put(scales), to, k, n);
    expect(arena.floats(to, k * n)).toEqual(packed(matrix, k, n));
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

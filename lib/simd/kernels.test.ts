import { describe, expect, it } from 'vitest';
import { scoreRows } from '@/lib/vector/vector';
import { Arena, createKernels, type Kernels } from './kernels';

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
    const [left, right] = [arena.put(a), arena.take(k * n)];
    kernels.pack(arena.put(columns), right, k, n);
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

describe('embed, meanRows and addTo', () => {
  it('looks words up at their scale and places them, averages them, and adds', () => {
    const [words, width] = [5, 16];
    const table = Int8Array.from(numbers(words * width), (value) => 127 * value);
    const [scales, positions] = [numbers(words, 2), numbers(2 * width, 3)];
    const ids = [4, 1];
    const [out, mean] = [arena.take(4 * 2 * width), arena.take(4 * width)];
    kernels.embed(
      ...([arena.put(table), arena.put(scales), arena.put(positions)] as const),
      ...([arena.put(Int32Array.from(ids)), out, 2, width] as const),
    );
    const wanted = ids.flatMap((id, i) =>
      Array.from(
        { length: width },
        (_, d) =>
          (table[id * width + d] as number) * (scales[id] as number) +
          (positions[i * width + d] as number),
      ),
    );
    arena.floats(out, 2 * width).forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i] as number, 4);
    });
    kernels.meanRows(out, mean, 2, width);
    const average = ((wanted[3] as number) + (wanted[3 + width] as number)) / 2;
    expect(arena.floats(mean, width)[3]).toBeCloseTo(average, 4);
    kernels.addTo(out, out, 2 * width);
    expect(arena.floats(out, 1)[0]).toBeCloseTo(2 * (wanted[0] as number), 4);
  });
});

describe('layerNorm', () => {
  it('gives rows mean 0 and variance 1, then scales and shifts them', () => {
    const at = arena.put(Float32Array.of(1, 3, -5, 5));
    const [scale, shift] = [arena.put(Float32Array.of(2, 2)), arena.put(Float32Array.of(1, 1))];
    kernels.layerNorm(at, scale, shift, at, 2, 2, 0);
    expect([...arena.floats(at, 4)]).toEqual([-1, 3, -1, 3]);
  });
});

describe('attend', () => {
  it('mixes values by the softmax of scaled scores, each head for itself', () => {
    const [count, heads, size, factor] = [3, 2, 4, 0.7];
    const qkv = numbers(count * 3 * heads * size);
    const [weights, out] = [arena.take(4 * count), arena.take(4 * count * heads * size)];
    kernels.attend(arena.put(qkv), weights, out, count, heads, size, factor);
    const part = (i: number, which: number, head: number) =>
      [...qkv].slice(((i * 3 + which) * heads + head) * size).slice(0, size);
    const dot = (a: number[], b: number[]) =>
      a.reduce((sum, x, d) => sum + x * (b[d] as number), 0);
    const all = [0, 1, 2];
    for (const head of [0, 1]) {
      for (const i of all) {
        const powers = all.map((j) => Math.exp(factor * dot(part(i, 0, head), part(j, 1, head))));
        const total = powers.reduce((sum, power) => sum + power);
        for (let d = 0; d < size; d++) {
          const mixed =
            dot(
              powers,
              all.map((j) => part(j, 2, head)[d] as number),
            ) / total;
          const at = (i * heads + head) * size + d;
          expect(arena.floats(out, count * heads * size)[at]).toBeCloseTo(mixed, 5);
        }
      }
    }
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

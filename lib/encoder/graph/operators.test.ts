import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Tensor, tensorOf, Unsupported } from './tensor';

const floats = (dims: number[], ...values: number[]): Tensor => ({
  dims,
  data: Float32Array.from(values),
});
const ints = (...values: number[]): Tensor => ({
  dims: [values.length],
  data: Int32Array.from(values),
});
const show = ({ dims, data }: Tensor) => [dims, [...data]];

/** Loads all anew, with the machine's SIMD or without. */
async function operators(simd: boolean) {
  vi.resetModules();
  vi.doMock('@/lib/simd/kernels', async (original) => ({
    ...(await original<object>()),
    ...(!simd && { createKernels: () => null }),
  }));
  return {
    ...(await import('./elementwise')),
    ...(await import('./matmul')),
    ...(await import('./rows')),
    ...(await import('./shapes')),
    ...(await import('./tensor')),
  };
}

describe.each([true, false])('with SIMD: %s', (simd) => {
  let ops: Awaited<ReturnType<typeof operators>>;
  beforeAll(async () => {
    ops = await operators(simd);
  });

  describe('operators on pairs', () => {
    it('broadcast a row, a column and a single value', () => {
      const x = floats([2, 3], 1, 2, 3, 4, 5, 6);
      expect(show(ops.pairwise('Add', x, floats([3], 10, 20, 30)))[1]).toEqual([
        11, 22, 33, 14, 25, 36,
      ]);
      expect(show(ops.pairwise('Mul', x, floats([2, 1], 1, 10)))[1]).toEqual([1, 2, 3, 40, 50, 60]);
      expect(show(ops.pairwise('Sub', floats([], 1), x))).toEqual([
        [2, 3],
        [0, -1, -2, -3, -4, -5],
      ]);
      const table = ops.pairwise('Max', floats([2, 1], 1, 3), floats([1, 3], 0, 2, 4));
      expect(show(table)).toEqual([
        [2, 3],
        [1, 2, 4, 3, 3, 4],
      ]);
      expect(show(ops.pairwise('Div', ints(9, 8), floats([], 2)))[1]).toEqual([4.5, 4]);
    });

    it('refuse shapes that do not fit', () => {
      expect(() => ops.pairwise('Add', floats([2], 1, 2), floats([3], 1, 2, 3))).toThrow(
        RangeError,
      );
    });
  });

  describe('operators on shapes', () => {
    const x = floats([2, 3], 1, 2, 3, 4, 5, 6);

    it('gather, slice, reshape, put dimensions in and turn them', () => {
      expect(show(ops.gather(x, ints(1, -2), 0))).toEqual([
        [2, 3],
        [4, 5, 6, 1, 2, 3],
      ]);
      expect(show(ops.slice(x, [ints(-1), ints(9)]))).toEqual([
        [1, 3],
        [4, 5, 6],
      ]);
      expect(ops.reshape(x, ints(0, -1, 1)).dims).toEqual([2, 3, 1]);
      expect(ops.unsqueeze(x, ints(1, -1)).dims).toEqual([2, 1, 3, 1]);
      expect(show(ops.transpose(x, [1, 0]))).toEqual([
        [3, 2],
        [1, 4, 2, 5, 3, 6],
      ]);
      const cube = floats([2, 1, 2], 1, 2, 3, 4);
      expect(show(ops.transpose(cube, [2, 1, 0]))).toEqual([
        [2, 1, 2],
        [1, 3, 2, 4],
      ]);
    });

    it('say what they do not do, and what is outside', () => {
      expect(() => ops.gather(x, ints(0), 1)).toThrow(ops.Unsupported);
      expect(() => ops.slice(x, [ints(0), ints(1), ints(1)])).toThrow(ops.Unsupported);
      expect(() => ops.gather(x, ints(2), 0)).toThrow(RangeError);
      expect(() => ops.reshape(x, ints(4, 2))).toThrow(RangeError);
    });
  });

  describe('operators on rows', () => {
    it('normalize, weigh and sum', () => {
      const x = floats([2, 2], 1, 3, -5, 5);
      const normal = ops.layerNorm(x, floats([2], 2, 2), floats([2], 1, 1), 0);
      expect(show(normal)[1]).toEqual([-1, 3, -1, 3]);
      const [first, second] = ops.softmaxRows(floats([1, 2], 1000, 1000)).data;
      expect([first, second]).toEqual([0.5, 0.5]);
      expect(show(ops.sumOver(x, 0, false))).toEqual([[2], [-4, 8]]);
      expect(show(ops.sumOver(x, 1, true))).toEqual([
        [2, 1],
        [4, 0],
      ]);
    });

    it('multiply in batches, and by one matrix', () => {
      const a = floats([2, 1, 2], 1, 2, 3, 4);
      expect(show(ops.multiply(a, floats([2, 2, 1], 1, 1, 2, 2)))).toEqual([
        [2, 1, 1],
        [3, 14],
      ]);
      expect(show(ops.multiply(a, floats([2, 1], 1, 10)))).toEqual([
        [2, 1, 1],
        [21, 43],
      ]);
      expect(() => ops.multiply(a, floats([3, 1], 1, 2, 3))).toThrow(RangeError);
    });
  });
});

describe('tensorOf', () => {
  it('reads halves and 64-bit numbers', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x3555);
    const { data } = tensorOf(10, [5], new Uint8Array(halves.buffer));
    expect([...data].slice(0, 4)).toEqual([1, -2, 2 ** -24, Number.POSITIVE_INFINITY]);
    expect(data[4]).toBeCloseTo(1 / 3, 3);
    const long = new Uint8Array(BigInt64Array.of(-1n, 7n).buffer);
    expect(show(tensorOf(7, [2], long))).toEqual([[2], [-1, 7]]);
  });

  it('refuses other types and sizes', () => {
    expect(() => tensorOf(16, [1], new Uint8Array(2))).toThrow(Unsupported);
    expect(() => tensorOf(1, [2], new Uint8Array(4))).toThrow(RangeError);
    expect(() => tensorOf(1, [1])).toThrow(Unsupported);
  });
});

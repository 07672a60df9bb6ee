import { describe, expect, it } from 'vitest';
import { tensorOf, Unsupported } from './tensor';

describe('tensorOf', () => {
  it('reads halves and 64-bit numbers', () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x3555);
    const { data } = tensorOf(10, [5], new Uint8Array(halves.buffer));
    expect([...data].slice(0, 4)).toEqual([1, -2, 2 ** -24, Number.POSITIVE_INFINITY]);
    expect(data[4]).toBeCloseTo(1 / 3, 3);
    const long = new Uint8Array(BigInt64Array.of(-1n, 7n).buffer);
    expect([...tensorOf(7, [2], long).data]).toEqual([-1, 7]);
  });

  it('refuses other types and sizes', () => {
    expect(() => tensorOf(16, [1], new Uint8Array(2))).toThrow(Unsupported);
    expect(() => tensorOf(1, [2], new Uint8Array(4))).toThrow(RangeError);
    expect(() => tensorOf(1, [1])).toThrow(Unsupported);
  });
});

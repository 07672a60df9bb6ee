import { describe, expect, it } from 'vitest';
import { averagePrecision } from './binary';
import { mapAveragePrecision, pointingAccuracy } from './localization';

describe('pointingAccuracy', () => {
  it('counts the peaks inside', () => {
    const mask = Uint8Array.of(0, 1, 1, 0);
    expect(pointingAccuracy([1, 2, 3, 0].map((peak) => ({ peak, mask })))).toBe(0.5);
  });

  it('leaves out what has no right answer', () => {
    const pointed = [
      { peak: 0, mask: [1, 0] },
      { peak: 0, mask: [0, 0] },
    ];
    expect(pointingAccuracy(pointed)).toBe(1);
    expect(pointingAccuracy(pointed.slice(1))).toBeNull();
  });
});

describe('mapAveragePrecision', () => {
  it('is 1 where the mask stands above the rest', () => {
    expect(mapAveragePrecision([0.1, 0.9, 0.8, 0.2], [0, 1, 1, 0])).toBe(1);
  });

  it('is the share of the mask where the map is flat', () => {
    expect(mapAveragePrecision(new Float32Array(8), [1, 1, 0, 0, 0, 0, 0, 0])).toBe(0.25);
  });

  it('takes a patch that is covered in part as so many of its pixels', () => {
    const map = [0.9, 0.5, 0.2];
    const pixels = (values: readonly number[]) => values.flatMap((v) => [v, v, v, v]);
    const mask = [1, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0];
    const shares = [0.75, 0.25, 0.5];
    const known = averagePrecision({
      positive: pixels(map).filter((_, i) => mask[i]),
      negative: pixels(map).filter((_, i) => !mask[i]),
    });
    expect(mapAveragePrecision(map, shares)).toBeCloseTo(known as number, 12);
    expect(mapAveragePrecision(pixels(map), mask)).toBeCloseTo(known as number, 12);
  });

  it('has no value where there is nothing to find', () => {
    expect(mapAveragePrecision([0.3, 0.4], [0, 0])).toBeNull();
  });

  it('refuses a mask of another size, and what is not a number', () => {
    expect(() => mapAveragePrecision([1], [1, 0])).toThrow(RangeError);
    expect(() => mapAveragePrecision([Number.NaN, 1], [1, 0])).toThrow(RangeError);
  });
});

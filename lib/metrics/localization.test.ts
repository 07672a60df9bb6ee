import { describe, expect, it } from 'vitest';
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

  it('refuses a mask of another size', () => {
    expect(() => mapAveragePrecision([1], [1, 0])).toThrow(RangeError);
  });
});

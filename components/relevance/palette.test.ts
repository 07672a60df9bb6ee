import { expect, it } from 'vitest';
import { mapPixels, stretched } from './map-pixels';
import { colorOf, fromOklch } from './palette';

it('converts OKLCH as CSS does', () => {
  // oklch(0.628 0.2577 29.23) is red.
  expect(fromOklch(0.628, 0.2577, 29.23)[0]).toBeGreaterThan(250);
  expect(fromOklch(1, 0, 0)).toEqual([255, 255, 255]);
  expect(fromOklch(0, 0, 0)).toEqual([0, 0, 0]);
});

it('grows lighter with the value in every hue', () => {
  const luminance = ([r, g, b]: readonly [number, number, number]) =>
    0.2126 * r + 0.7152 * g + 0.0722 * b;
  for (let feature = 0; feature < 8; feature++) {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((value) => luminance(colorOf(feature, value)));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(5);
  }
});

it('paints the surest feature of each cell, and nothing where none is', () => {
  const pixels = mapPixels(
    [
      { feature: 0, map: Float32Array.of(0.9, 0.1, 0, Number.NaN) },
      { feature: 1, map: Float32Array.of(0.2, 1, 0, Number.NaN) },
    ],
    4,
  );
  const at = (cell: number) => [...pixels.subarray(cell * 4, cell * 4 + 4)];
  expect(at(1).slice(0, 3)).toEqual([...colorOf(1, 1)]);
  expect(at(1)[3]).toBe(255);
  expect(at(0)[3]).toBeGreaterThan(at(2)[3] as number);
  expect(at(2)[3]).toBe(0);
  expect(at(3)).toEqual([10, 12, 14, 140]);
  expect(mapPixels([], 2)).toEqual(new Uint8ClampedArray(8));
});

it('stretches a map to its own maximum', () => {
  expect([...stretched(Float32Array.of(0.1, 0.2, 0))]).toEqual([0.5, 1, 0]);
  expect([...stretched(Float32Array.of(0, 0))]).toEqual([0, 0]);
});

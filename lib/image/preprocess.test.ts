import { describe, expect, it } from 'vitest';
import type { ImageSpec } from '@/lib/model/types';
import { cropOf, toPixelValues, toWholePixelValues } from './preprocess';
import type { RgbaImage } from './types';

const spec: ImageSpec = {
  size: 32,
  resize: 40,
  crop: 'center',
  interpolation: 'bicubic',
  mean: [0.5, 0.25, 0],
  std: [0.5, 0.25, 1],
  patch: 8,
  dynamic: true,
};

/** Red grows to the right, green downwards. */
function ramps(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[(y * width + x) * 4] = Math.round((255 * x) / (width - 1));
      data[(y * width + x) * 4 + 1] = Math.round((255 * y) / (height - 1));
    }
  }
  return { width, height, data };
}

describe('toPixelValues', () => {
  it('gives the centre, one colour after the other, normalized', () => {
    const { pixels, width, height, crop } = toPixelValues(ramps(200, 100), spec);
    expect([width, height, pixels.length]).toEqual([32, 32, 3 * 32 * 32]);
    expect(crop).toEqual({ x: 60, y: 10, width: 80, height: 80 });
    const at = (channel: number, x: number, y: number) => pixels[(channel * 32 + y) * 32 + x] ?? 0;
    expect(at(0, 0, 9)).toBeLessThan(at(0, 31, 9));
    expect(at(1, 9, 0)).toBeLessThan(at(1, 9, 31));
    // The middle of both ramps, half of 255: (0.5 - mean) / std.
    expect(at(0, 16, 16)).toBeCloseTo(0, 1);
    expect(Math.abs(at(1, 16, 16) - 1)).toBeLessThan(0.1);
    expect(at(2, 5, 5)).toBe(1);
  });

  it('keeps values that need no rounding exactly', () => {
    const black = { width: 40, height: 40, data: new Uint8ClampedArray(6400) };
    const { pixels } = toPixelValues(black, spec);
    expect([pixels[0], pixels[32 * 32], pixels[2 * 32 * 32]]).toEqual([-1, -1, 0]);
  });
});

describe('what model.json says of resizing', () => {
  it('squashes the whole image where nothing is cropped', () => {
    const squash = { ...spec, resize: 32, crop: 'none' } as const;
    const { width, height, crop, pixels } = toPixelValues(ramps(200, 100), squash);
    expect([width, height]).toEqual([32, 32]);
    expect(crop).toEqual({ x: 0, y: 0, width: 200, height: 100 });
    // Both ramps run from end to end.
    expect(pixels[0]).toBeLessThan(-0.95);
    expect(pixels[31]).toBeGreaterThan(0.95);
  });

  // Of 100 x 168 px at 64: torchvision's Resize gives 64 x 107, and CenterCrop begins at row 22 (21.5 to the even).
  it.each([
    ['nearest', 108, 22],
    ['torchvision', 107, 22],
    ['transformers', 107, 21],
  ] as const)('rounds as %s', (rounding, rows, first) => {
    const like = { ...spec, size: 64, resize: 64, rounding } as const;
    const { y, height } = cropOf(100, 168, like);
    expect(height).toBeCloseTo((64 / rows) * 168, 9);
    expect(y).toBeCloseTo((first / rows) * 168, 9);
  });
});

describe('cropOf', () => {
  it.each([
    [40, 40, { x: 4, y: 4, width: 32, height: 32 }],
    [400, 400, { x: 40, y: 40, width: 320, height: 320 }],
    [40, 83, { x: 4, y: 25, width: 32, height: 32 }],
    [10, 20, { x: 1, y: 6, width: 8, height: 8 }],
  ])('of %i x %i px', (width, height, crop) => {
    expect(cropOf(width, height, spec)).toEqual(crop);
  });

  it('rounds halves to the even side, as Python does', () => {
    // 16 x 81 px at 8 px a shorter side is 40.5 px high: 40, where Math.round says 41.
    const { height } = cropOf(16, 81, { ...spec, size: 8, resize: 8 });
    expect(height).toBeCloseTo((8 * 81) / 40, 9);
  });
});

describe('toWholePixelValues', () => {
  it('leaves nothing out', () => {
    const { pixels, width, height, crop } = toWholePixelValues(ramps(90, 60), spec, 48, 24);
    expect([width, height, pixels.length]).toEqual([48, 24, 3 * 48 * 24]);
    expect(crop).toEqual({ x: 0, y: 0, width: 90, height: 60 });
  });
});

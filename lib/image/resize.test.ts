import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Interpolation } from './coefficients';
import fixtures from './fixtures/resize.json';
import { plan, resizeImage } from './resize';
import { resizePlainly } from './resize-plain';
import type { RgbaImage } from './types';

/** The patterns of fixtures/make_resize.py. */
const PATTERNS: Record<string, (x: number, y: number, c: number) => number> = {
  noise(x, y, c) {
    let h = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(c, 2246822519)) >>> 0;
    h = Math.imul(h ^ (h >>> 13), 1274126177) >>> 0;
    return (h ^ (h >>> 16)) & 255;
  },
  checks: (x, y, c) => ((Math.floor(x / 3) ^ Math.floor(y / (2 + c))) & 1) * 255,
  ramps: (x, y, c) => (x * (c + 1) + y * (3 - c)) % 256,
};

function draw(pattern: string, width: number, height: number): RgbaImage {
  const value = PATTERNS[pattern] as (x: number, y: number, c: number) => number;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let c = 0; c < 3; c++) data[at + c] = value(x, y, c);
    }
  }
  return { width, height, data };
}

const rgbOf = ({ data }: RgbaImage): Buffer => Buffer.from(data.filter((_, i) => i % 4 !== 3));

describe('resizeImage', () => {
  it.each(fixtures.cases)(
    'is Pillow to the bit: $filter, $pattern $before to $after',
    (fixture) => {
      const [before, after] = [fixture.before, fixture.after] as [
        [number, number],
        [number, number],
      ];
      const kind = fixture.filter as Interpolation;
      const got = resizeImage(draw(fixture.pattern, ...before), ...after, kind);
      expect([got.width, got.height]).toEqual(after);
      if ('rgb' in fixture)
        expect(rgbOf(got)).toEqual(Buffer.from(fixture.rgb as string, 'base64'));
      expect(createHash('sha256').update(rgbOf(got)).digest('hex')).toBe(fixture.sha256);
    },
  );

  it.each(fixtures.cases)('does without SIMD: $filter, $pattern $before to $after', (fixture) => {
    const [before, [width, height]] = [fixture.before, fixture.after] as [
      number[],
      [number, number],
    ];
    const image = draw(fixture.pattern, ...(before as [number, number]));
    const kind = fixture.filter as Interpolation;
    const resizing = plan(image, width, height, kind, { x: 0, y: 0, width, height });
    const data = resizePlainly(image, resizing);
    const digest = createHash('sha256').update(rgbOf({ width, height, data })).digest('hex');
    expect(digest).toBe(fixture.sha256);
  });

  it.each([
    [640, 427, 240, 160, { x: 40, y: 0, width: 160, height: 160 }],
    [50, 90, 160, 288, { x: 3, y: 64, width: 100, height: 2 }],
  ])('computes a part as it is in the whole: %i x %i', (w, h, width, height, window) => {
    const image = draw('noise', w, h);
    const whole = resizeImage(image, width, height, 'bicubic');
    const part = resizeImage(image, width, height, 'bicubic', window);
    for (let y = 0; y < window.height; y++) {
      const from = ((window.y + y) * width + window.x) * 4;
      const row = whole.data.subarray(from, from + window.width * 4);
      const to = y * window.width * 4;
      expect(part.data.subarray(to, to + window.width * 4)).toEqual(row);
    }
  });
});

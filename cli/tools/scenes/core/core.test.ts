import { describe, expect, it } from 'vitest';
import { Coverage } from './coverage';
import { area, clip } from './features';
import { ellipse, inside, lineLength, rect, roundRect, strip } from './geometry';
import { noiseField } from './noise';
import { Painter, TAG, tags } from './painter';
import { Rng } from './rng';
import { castShadows, makeSun } from './sun';

describe('Rng', () => {
  it('gives the same numbers for the same label, others for another', () => {
    const draw = (label: string) => {
      const rng = new Rng(label);
      return [rng.next(), rng.next(), rng.int(0, 9), rng.range(-1, 1)];
    };
    expect(draw('1/pond/3')).toEqual(draw('1/pond/3'));
    expect(draw('1/pond/3')).not.toEqual(draw('1/pond/4'));
  });

  it('keeps a fork apart from its source', () => {
    const a = new Rng('x');
    a.fork('y').next();
    expect(a.next()).toBe(new Rng('x').next());
  });

  it('refuses to pick from nothing', () => {
    expect(() => new Rng('x').pick([])).toThrow(RangeError);
  });
});

describe('Coverage', () => {
  const total = (polygon: readonly (readonly [number, number])[], evenOdd = false) => {
    let sum = 0;
    new Coverage(64).scan([Float64Array.from(polygon.flat())], evenOdd, (_, from, to, row) => {
      for (let x = from; x <= to; x++) sum += row[x] as number;
    });
    return sum;
  };

  it('covers as much as the polygon measures', () => {
    expect(total(rect(32, 32, 20.5, 10))).toBeCloseTo(205, 0);
    expect(total(ellipse(30, 30, 14, 14, 60))).toBeCloseTo(area(ellipse(30, 30, 14, 14, 60)), -1);
  });

  it('clips at the border', () => {
    expect(total(rect(0, 32, 20, 10))).toBeCloseTo(100, 0);
  });
});

describe('Painter', () => {
  it('paints in a turned frame and reports what lies where', () => {
    const paint = new Painter(100, 1);
    paint.within(50, 50, Math.PI / 2, () => {
      paint.fill(rect(20, 0, 10, 4), { rgb: [9, 9, 9], tag: TAG.water, height: 3 });
    });
    expect(paint.tagAt(50, 70)).toBe(TAG.water);
    expect(paint.tagAt(70, 50)).toBe(TAG.ground);
    expect(paint.tagAt(-1, 50)).toBeUndefined();
    expect(paint.free(rect(50, 70, 6, 6), tags(TAG.ground))).toBe(false);
    expect(paint.free(rect(20, 20, 6, 6), tags(TAG.ground))).toBe(true);
  });

  it('paints only where it may', () => {
    const paint = new Painter(20, 1);
    paint.fill(rect(5, 10, 10, 20), { rgb: [0, 0, 0], tag: TAG.water });
    paint.fill(rect(10, 10, 20, 20), { rgb: [0, 0, 0], tag: TAG.grass, on: tags(TAG.ground) });
    expect(paint.tagAt(2, 10)).toBe(TAG.water);
    expect(paint.tagAt(15, 10)).toBe(TAG.grass);
  });
});

describe('shapes', () => {
  it('clips a polygon to the picture', () => {
    const kept = clip(rect(0, 50, 40, 20), 100);
    expect(area(kept)).toBeCloseTo(400);
    expect(kept.every(([x, y]) => x >= 0 && y >= 0 && x <= 100 && y <= 100)).toBe(true);
    expect(clip(rect(-50, 50, 40, 20), 100)).toEqual([]);
  });

  it('measures strips and ovals', () => {
    expect(
      area(
        strip(
          [
            [0, 0],
            [10, 0],
          ],
          2,
        ),
      ),
    ).toBeCloseTo(20);
    expect(
      lineLength([
        [0, 0],
        [3, 4],
      ]),
    ).toBe(5);
    expect(area(roundRect(0, 0, 20, 10, 5))).toBeCloseTo(100 + Math.PI * 25, 0);
    expect(inside(rect(0, 0, 2, 2), 0.9, 0.9)).toBe(true);
    expect(inside(rect(0, 0, 2, 2), 1.1, 0)).toBe(false);
  });
});

describe('noiseField', () => {
  it('stays within bounds and around zero', () => {
    const field = noiseField(new Rng('n'), 128, 40, 5);
    const mean = field.reduce((a, b) => a + b, 0) / field.length;
    expect(Math.max(...field)).toBeLessThanOrEqual(1);
    expect(Math.min(...field)).toBeGreaterThanOrEqual(-1);
    expect(Math.abs(mean)).toBeLessThan(0.2);
  });
});

describe('castShadows', () => {
  it('throws a shadow as long as height and sun say, away from the sun', () => {
    const n = 200;
    const height = new Float32Array(n * n);
    for (let y = 80; y < 120; y++) for (let x = 90; x < 100; x++) height[y * n + x] = 20;
    const sun = { ...makeSun(new Rng('s')), x: -1, y: 0, reach: 1.5, leanX: 0, leanY: 0 };
    const shadow = castShadows(height, n, 1, sun);
    const dark = Array.from({ length: n }, (_, x) => (shadow[100 * n + x] as number) > 127);
    expect(dark[85]).toBe(false);
    expect(dark[95]).toBe(false);
    expect(dark.lastIndexOf(true)).toBeGreaterThan(125);
    expect(dark.lastIndexOf(true)).toBeLessThan(132);
    expect(dark.filter(Boolean).length).toBeGreaterThan(26);
  });
});

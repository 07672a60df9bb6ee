import { describe, expect, it } from 'vitest';
import { toWgs84 } from '@/lib/geo/projection';
import { chipsOf } from './chips';
import { metresPerPixel, placeOf } from './place';

const UTM = {
  affine: { a: 0.5, b: 0, c: 691_000, d: 0, e: -0.5, f: 5_335_000 },
  crs: 'EPSG:32632',
};

describe('chips', () => {
  it('cover a scene row by row, the last ones ending where it does', () => {
    const chips = chipsOf({ width: 600, height: 300 }, 256, 0.25);
    expect(chips.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [192, 0],
      [344, 0],
      [0, 44],
      [192, 44],
      [344, 44],
    ]);
    expect(chips.every(({ width, height }) => width === 256 && height === 256)).toBe(true);
  });

  it('are as many as fit where nothing overlaps, and one where the scene is smaller', () => {
    expect(chipsOf({ width: 1024, height: 512 }, 256, 0)).toHaveLength(8);
    expect(chipsOf({ width: 100, height: 80 }, 256, 0.25)).toEqual([
      { x: 0, y: 0, width: 100, height: 80 },
    ]);
    expect(chipsOf({ width: 100, height: 512 }, 256, 0)).toEqual([
      { x: 0, y: 0, width: 100, height: 256 },
      { x: 0, y: 256, width: 100, height: 256 },
    ]);
  });
});

describe('the place of a chip', () => {
  it('has the corners that the geo code gives, and a box around them', async () => {
    const toGround = await toWgs84(UTM);
    const part = { x: 256, y: 512, width: 256, height: 128 };
    const { corners, bbox, groundWidth } = placeOf(part, toGround);
    expect(corners).toEqual([
      toGround(256, 512),
      toGround(512, 512),
      toGround(512, 640),
      toGround(256, 640),
    ]);
    const lons = corners?.map(([lon]) => lon) ?? [];
    expect(bbox?.[0]).toBe(Math.min(...lons));
    expect(bbox?.[2]).toBe(Math.max(...lons));
    expect(groundWidth).toBe(128);
    // The scale of UTM is .9996 to 1.001.
    expect(metresPerPixel({ width: 4096, height: 4096 }, toGround)).toBeCloseTo(0.5, 4);
  });

  it('puts a box around what lies around a pole, and beside it', () => {
    // Stereographic, a px is a tenth of a degree: the pole is at 0, 0.
    const toGround = (x: number, y: number) =>
      [(Math.atan2(x, -y) * 180) / Math.PI, 90 - Math.hypot(x, y) / 10] as const;
    const around = placeOf({ x: -10, y: -10, width: 20, height: 20 }, toGround).bbox;
    expect(around).toEqual([-180, expect.closeTo(88.586, 2), 180, 90]);
    const beside = placeOf({ x: -10, y: 5, width: 20, height: 20 }, toGround).bbox;
    // Across 180°, and not across 0°.
    expect(beside?.[0]).toBeGreaterThan(100);
    expect(beside?.[2]).toBeLessThan(-100);
  });

  it('crosses 180° with west greater than east, and is left out where nothing is defined', () => {
    const across = placeOf({ x: 0, y: 0, width: 2, height: 1 }, (x, y) => [
      x < 1 ? 179.5 : -179.5,
      10 - y,
    ]);
    expect(across.bbox).toEqual([179.5, 9, -179.5, 10]);
    const outside = () => {
      throw new Error('outside');
    };
    expect(placeOf({ x: 0, y: 0, width: 2, height: 1 }, outside)).toEqual({});
  });
});

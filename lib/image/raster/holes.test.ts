import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRaster } from './open';

/** 64 x 32 px; columns 16 to 47 of rows 8 to 23 hold nothing: fixtures/make_holes.py. */
const open = (name: string) =>
  openRaster(
    new Uint8Array(readFileSync(new URL(`./fixtures/${name}.tif`, import.meta.url))),
    name,
  );
const SIZE = { width: 64, height: 32 };

describe('what holds nothing', () => {
  it.each([
    ['blocks that were left out, which are the value for nothing', 'sparse'],
    ['a mask, also where an overview is read', 'mask-overviews'],
    ['LERC, whose mask was a transparency', 'lerc-alpha'],
    ['LERC, whose mask was NaN', 'lerc-nan'],
    ['LERC of one colour, whose mask was NaN', 'lerc-nan-constant'],
  ])('is nothing in %s', async (_, name) => {
    const raster = await open(name);
    for (const scale of [1, 2, 4]) {
      const size = { width: SIZE.width / scale, height: SIZE.height / scale };
      const { data } = await raster.read({ x: 0, y: 0, ...SIZE }, { size });
      for (let y = 0; y < size.height; y++) {
        for (let x = 0; x < size.width; x++) {
          const [left, top] = [x * scale, y * scale];
          const inside = left >= 16 && left < 48 && top >= 8 && top < 24;
          expect([left, top, data[4 * (y * size.width + x) + 3]]).toEqual([
            left,
            top,
            inside ? 0 : 255,
          ]);
        }
      }
    }
  });

  it('leaves the colours beside it as they are', async () => {
    for (const name of ['sparse', 'mask-overviews', 'lerc-alpha']) {
      const { data } = await (await open(name)).read({ x: 0, y: 0, ...SIZE });
      for (const [x, y] of [
        [0, 0],
        [15, 8],
        [48, 23],
        [63, 31],
      ] as const) {
        const at = 4 * (y * SIZE.width + x);
        expect([...data.slice(at, at + 3)]).toEqual([40 + 3 * x, 60 + 4 * y, 200 - 2 * x]);
      }
    }
    const { data } = await (await open('lerc-nan-constant')).read({ x: 0, y: 0, ...SIZE });
    expect([...data.slice(-4)]).toEqual([255, 128, 0, 255]);
  });
});

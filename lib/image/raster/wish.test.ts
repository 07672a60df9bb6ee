import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openRaster } from './open';
import { checkWish, wishOf, wishText } from './wish';

describe('a wish as text', () => {
  it.each([
    [{ red: 3, green: 2, blue: 1 }, '4.3.2'],
    [{ red: 4, green: 4, blue: 4 }, '5'],
    [{ red: 0, green: 1, blue: 2, stretch: { low: -0.25, high: 3400 } }, '1.2.3_-0.25_3400'],
    [{ red: 0, green: 0, blue: 0, stretch: { low: 1e-9, high: 2e30 } }, '1_1e-9_2e30'],
  ])('%o is %s', (wish, text) => {
    expect(wishText(wish)).toBe(text);
    expect(wishOf(text)).toEqual(wish);
  });

  it.each(['', '4.3', '4.3.2.1', 'a', '1_2', '1_2_3_4', '-1', '1_x_2'])('%s is none', (text) => {
    expect(wishOf(text)).toBeNull();
  });
});

it('is checked against what the file has', () => {
  const grey = { red: 1, green: 1, blue: 1 };
  expect(() => checkWish(grey, 2)).not.toThrow();
  expect(() => checkWish(grey, 1)).toThrow('1 band.');
  expect(() => checkWish(grey, 0)).toThrow('no bands');
  expect(() => checkWish({ ...grey, stretch: { low: 2, high: 2 } }, 2)).toThrow('less than');
});

describe('a satellite scene of many bands', () => {
  const file = new Blob([readFileSync('public/samples/landsat-2020.tif')]);

  it('is shown in the bands that are wished for, with the stretch that belongs to them', async () => {
    const raster = await openRaster(file, 'landsat.tif');
    const { info } = raster;
    const own = info.choice;
    expect(own).not.toBeNull();
    const window = { x: 0, y: 0, width: 64, height: 64 };
    const last = info.bands.length - 1;
    const choice = await raster.choose({ red: last, green: last, blue: last });
    const grey = await raster.read(window, { choice });
    expect(grey.data[0]).toBe(grey.data[1]);
    expect(grey.data[1]).toBe(grey.data[2]);
    const stretch = { low: choice.stretch.low, high: choice.stretch.low + 1e-6 };
    const harsh = await raster.choose({ red: last, green: last, blue: last, stretch });
    expect(harsh.stretch).toEqual(stretch);
    expect((await raster.read(window, { choice: harsh })).data).not.toEqual(grey.data);
    // What the reader would choose, asked for by name, is what it chooses.
    if (own) {
      const { red, green, blue } = own;
      expect(await raster.choose({ red, green, blue })).toEqual(own);
    }
    await expect(raster.choose({ red: 99, green: 0, blue: 0 })).rejects.toMatchObject({
      code: 'parameter-invalid',
    });
  });
});

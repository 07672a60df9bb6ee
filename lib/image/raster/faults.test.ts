import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../decode.node';
import type { RgbaImage } from '../types';
import { openRaster } from './open';

/** One picture stored in the ways of sensors, GDAL and archives: ../shared/faults/README.md. */
const FOLDER = '../shared/faults/geotiff';
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.tif')) : [];
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)));

/** Files that are refused: the code, and what the message names. */
const REFUSED: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  'bilevel1_ccitt4.tif': ['image-unsupported', 'CCITT fax group 4'],
  'rgb8_lzma.tif': ['image-unsupported', 'LZMA'],
  'lzw_cycle_64x64.tif': ['image-truncated', 'damaged'],
};
/** Least correlation with the picture's brightness where less than the picture is stored: one or four bits, one band. */
const GREY: Readonly<Record<string, number>> = {
  'bilevel1.tif': 0.7,
  'gray4.tif': 0.99,
  'gray16.tif': 0.99,
  'dem_i16.tif': 0.99,
  'u16_12bit.tif': 0.99,
  'two_band_u8.tif': 0.99,
  'two_band_f32_sar.tif': 0.99,
};
/** Share of the pixels that are nothing. */
const NOTHING: Readonly<Record<string, number>> = {
  'f32_nan_33pc.tif': 0.833,
  'i16_nodata-32768_33pc.tif': 0.833,
  'u16_nodata0_33pc.tif': 0.833,
  'rgba8_black_under.tif': 0.347,
};
/** Red, green and blue, where they are not the first three bands. */
const BANDS: Readonly<Record<string, readonly number[]>> = {
  's2_12band_u16.tif': [3, 2, 1],
  's2_bgrn_u16.tif': [2, 1, 0],
};

describe.skipIf(files.length === 0)('files that were misread (needs ../shared/faults)', () => {
  it.each(files.filter((name) => REFUSED[name]))('%s is refused by name', async (name) => {
    const [code, reason] = REFUSED[name] as readonly [string, string];
    for (const read of [decodeImage, openAndRead]) {
      await expect(read(bytesOf(name), name)).rejects.toMatchObject({
        code,
        message: expect.stringContaining(reason),
      });
    }
  });

  it.each(files.filter((name) => !REFUSED[name]))('%s is the picture', async (name) => {
    const right = await decodeImage(bytesOf('rgb8.tif'), 'rgb8.tif');
    // As a page's worker reads it: by ranges of a Blob, a strip at a time.
    const raster = await openRaster(new Blob([bytesOf(name)]), name);
    const { width, height, choice } = raster.info;
    expect([width, height]).toEqual([240, 180]);
    const image = await raster.read({ x: 0, y: 0, width, height });
    const strip = await raster.read({ x: 0, y: 100, width, height: 37 });
    const from = 100 * width * 4;
    expect(strip.data).toEqual(image.data.slice(from, from + strip.data.length));

    const shown = [...Array(width * height).keys()].filter((i) => image.data[4 * i + 3] !== 0);
    expect(1 - shown.length / (width * height)).toBeCloseTo(NOTHING[name] ?? 0, 3);
    const grey = GREY[name];
    if (grey !== undefined) {
      expect(correlation(brightness(image, shown), brightness(right, shown))).toBeGreaterThan(grey);
      expect(image.data[0]).toBe(image.data[1]);
    } else {
      const bands = choice && [choice.red, choice.green, choice.blue];
      expect(bands).toEqual(BANDS[name] ?? [0, 1, 2]);
      for (const c of [0, 1, 2]) {
        const values = (of: RgbaImage) => shown.map((i) => of.data[4 * i + c] as number);
        expect(correlation(values(image), values(right)), `colour ${c}`).toBeGreaterThan(0.99);
      }
    }
    // The command line gives what the page gives, on white.
    const whole = await decodeImage(bytesOf(name), name);
    const differ = shown.filter(
      (i) => image.data[4 * i + 3] === 255 && whole.data[4 * i] !== image.data[4 * i],
    );
    expect(differ).toEqual([]);
    const hidden = [...Array(width * height).keys()].find((i) => image.data[4 * i + 3] === 0);
    if (hidden !== undefined) {
      expect([...whole.data.subarray(4 * hidden, 4 * hidden + 4)]).toEqual([255, 255, 255, 255]);
    }
  });
});

async function openAndRead(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<RgbaImage> {
  const raster = await openRaster(new Blob([bytes]), name);
  return raster.read({ x: 0, y: 0, width: raster.info.width, height: raster.info.height });
}

function brightness({ data }: RgbaImage, pixels: readonly number[]): number[] {
  return pixels.map(
    (i) => (data[4 * i] as number) + (data[4 * i + 1] as number) + (data[4 * i + 2] as number),
  );
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, value] of a.entries()) {
    const [x, y] = [value - ma, (b[i] as number) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Bytes } from '../../bytes';
import { decodeImage } from '../../decode.node';
import { sniffImage } from '../../sniff';
import type { RgbaImage } from '../../types';
import { openRaster } from '../open';
import { readJp2 } from './boxes';
import { geoTagsIn } from './geo';

/** 32 x 24 px of a pattern, lossless: fixtures/make_jp2.py. */
const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)));
const WHOLE = { x: 0, y: 0, width: 32, height: 24 };

const red = (x: number) => 40 + 3 * x;
const rgb = (x: number, y: number) => [red(x), 60 + 4 * y, 200 - 2 * x];

/** RGBA of each pixel by a formula, as a whole picture. */
function picture(of: (x: number, y: number) => readonly number[]): number[] {
  return Array.from({ length: 32 * 24 }, (_, i) => of(i % 32, Math.floor(i / 32))).flat();
}

const opaque = (of: (x: number, y: number) => readonly number[]) =>
  picture((x, y) => [...of(x, y), 255]);

describe('JPEG 2000', () => {
  it.each([
    ['rgb.jp2', rgb],
    ['rgb.j2k', rgb],
    ['tiles.jp2', rgb],
    ['bgr.jp2', (x: number, y: number) => rgb(x, y).reverse()],
    ['grey.jp2', (x: number) => [red(x), red(x), red(x)]],
    ['palette.jp2', (x: number) => [red(x), 255 - red(x), Math.floor(red(x) / 2)]],
    ['rgba.jp2', (x: number, y: number) => (x < 8 ? [255, 255, 255] : rgb(x, y))],
  ])('%s has the values that were stored', async (name, of) => {
    expect(sniffImage(bytesOf(name))).toMatchObject({ format: 'jp2', width: 32, height: 24 });
    const { width, height, data } = await decodeImage(bytesOf(name), name);
    expect([width, height]).toEqual([32, 24]);
    expect([...data]).toEqual(opaque(of));
  });

  it('turns YCC into red, green and blue', async () => {
    const { data } = await decodeImage(bytesOf('ycc.jp2'));
    const [y, cb, cr] = rgb(5, 6) as [number, number, number];
    const at = 4 * (6 * 32 + 5);
    const right = [
      y + 1.402 * (cr - 128),
      y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128),
      y + 1.772 * (cb - 128),
    ];
    for (const [c, value] of right.entries()) {
      expect(Math.abs((data[at + c] as number) - Math.max(0, Math.min(255, value)))).toBeLessThan(
        1,
      );
    }
  });

  it('stretches 16 bits as the reader does, and lets the stretch be chosen', async () => {
    const raster = await openRaster(new Blob([bytesOf('grey16.jp2')]), 'B04.jp2');
    const { info } = raster;
    expect(info).toMatchObject({ format: 'jp2', type: 'uint16', bits: 16, nodata: null });
    const values = picture((x, y) => [1000 + 100 * x + 7 * y]).sort((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (values.length - 1))] as number;
    expect(info.choice?.stretch).toEqual({ low: at(0.02), high: at(0.98) });
    const stretch = { low: 1000, high: 1000 + 255 * 20 };
    const choice = await raster.choose({ red: 0, green: 0, blue: 0, stretch });
    const { data } = await raster.read(WHOLE, { choice });
    const grey = (x: number, y: number) => Math.round((100 * x + 7 * y) / 20);
    for (const [x, y] of [
      [0, 0],
      [31, 0],
      [10, 20],
    ] as const) {
      expect(Math.abs((data[4 * (y * 32 + x)] as number) - grey(x, y))).toBeLessThanOrEqual(1);
    }
  });

  it('knows which band is transparent', async () => {
    const raster = await openRaster(bytesOf('rgba.jp2'));
    expect(raster.info.transparency).toBe('band');
    expect(raster.info.bands.map(({ interpretation }) => interpretation)).toEqual([
      'Red',
      'Green',
      'Blue',
      'Alpha',
    ]);
    const { data } = await raster.read(WHOLE);
    expect([...data]).toEqual(picture((x, y) => [...rgb(x, y), x < 8 ? 0 : 255]));
  });

  it('reads parts, and small pictures by the halvings of the file', async () => {
    const raster = await openRaster(bytesOf('tiles.jp2'));
    const part = await raster.read({ x: 9, y: 3, width: 11, height: 17 });
    expect(pixel(part, 2, 5)).toEqual([...rgb(11, 8), 255]);
    const small = await raster.read(WHOLE, { size: { width: 8, height: 6 } });
    expect([small.width, small.height]).toEqual([8, 6]);
    const [r = 0, g = 0] = pixel(small, 4, 3);
    expect(Math.abs(r - red(17))).toBeLessThan(6);
    expect(Math.abs(g - (60 + 4 * 13))).toBeLessThan(8);
  });

  it.each([
    ['cut.jp2', 'image-truncated', 'damaged'],
    ['huge.jp2', 'image-too-large', '100000 x 100000 px'],
    ['lab.jp2', 'image-unsupported', 'CIE Lab'],
  ])('%s is refused: %s', async (name, code, words) => {
    const refused = { code, message: expect.stringContaining(words) };
    await expect(decodeImage(bytesOf(name), name)).rejects.toMatchObject(refused);
    const opened = openRaster(new Blob([bytesOf(name)]), name).then((raster) => raster.read(WHOLE));
    await expect(opened).rejects.toMatchObject(refused);
  });

  it('says where it lies by its GeoJP2 box, also at half its size', async () => {
    const { geo } = (await openRaster(bytesOf('place.jp2'))).info;
    expect(geo).toMatchObject({ pixelScale: [10, 10, 0], transformation: null });
    expect(geo?.tiePoints).toEqual([0, 0, 0, 399_960, 5_300_040, 0]);
    expect(geo?.keys.get(3072)).toBe(32632);
    const large = claimed(10_980, 10_980, 'place.jp2');
    const tags = await geoTagsIn(readJp2(new Bytes(large)).geo, 2);
    expect(tags?.pixelScale).toEqual([20, 20, 0]);
    expect(tags?.tiePoints).toEqual([0, 0, 0, 399_960, 5_300_040, 0]);
    expect((await openRaster(bytesOf('rgb.jp2'))).info.geo).toBeNull();
  });

  it('is read within a TIFF', async () => {
    const { data } = await decodeImage(tiffOf(bytesOf('rgb.j2k'), 3, 8));
    expect([...data]).toEqual(opaque(rgb));
    const raster = await openRaster(tiffOf(bytesOf('grey16.jp2'), 1, 16));
    const alone = await openRaster(bytesOf('grey16.jp2'));
    expect(raster.info.choice?.stretch).toEqual(alone.info.choice?.stretch);
    expect((await raster.read(WHOLE)).data).toEqual((await alone.read(WHOLE)).data);
    const cut = tiffOf(bytesOf('rgb.j2k').slice(0, 200), 3, 8);
    await expect(decodeImage(cut)).rejects.toMatchObject({ code: 'image-truncated' });
  });

  it('reads a band of Sentinel-2 at half its size', () => {
    expect(sniffImage(claimed(10_980, 10_980))).toMatchObject({ width: 5490, height: 5490 });
    expect(sniffImage(claimed(10_000, 9_000))).toMatchObject({ width: 10_000, height: 9_000 });
  });

  it('is refused wherever it is cut', async () => {
    for (const name of ['rgb.jp2', 'rgb.j2k', 'tiles.jp2', 'palette.jp2']) {
      const bytes = bytesOf(name);
      // 518: between two tiles.
      for (const length of [518, ...range(12, bytes.length - 2, 11)]) {
        if (length > bytes.length - 3) continue;
        await expect(decodeImage(bytes.slice(0, length), name)).rejects.toMatchObject({
          code: expect.stringMatching(/^image-(truncated|not-image)$/),
        });
      }
    }
  });
});

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
}

/** A TIFF of one strip, little-endian. */
function tiffOf(strip: Uint8Array, samples: number, bits: number): Uint8Array<ArrayBuffer> {
  const tags = [
    [256, 32],
    [257, 24],
    [258, bits],
    [259, 34712],
    [262, samples === 3 ? 2 : 1],
    [273, 200],
    [277, samples],
    [278, 24],
    [279, strip.length],
  ] as const;
  const bytes = new Uint8Array(200 + strip.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0, 8]);
  view.setUint16(8, tags.length, true);
  for (const [i, [tag, value]] of tags.entries()) {
    view.setUint16(10 + 12 * i, tag, true);
    view.setUint16(12 + 12 * i, 4, true);
    view.setUint32(14 + 12 * i, 1, true);
    view.setUint32(18 + 12 * i, value, true);
  }
  bytes.set(strip, 200);
  return bytes;
}

/** A picture that says it has this size. */
function claimed(width: number, height: number, name = 'grey16.jp2'): Uint8Array {
  const bytes = bytesOf(name);
  const at = String.fromCharCode(...bytes).indexOf('\xff\x4f\xff\x51') + 8;
  new DataView(bytes.buffer).setUint32(at, width);
  new DataView(bytes.buffer).setUint32(at + 4, height);
  return bytes;
}

function pixel({ data, width }: RgbaImage, x: number, y: number): number[] {
  return [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
}

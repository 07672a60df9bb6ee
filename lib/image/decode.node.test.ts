import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decode.node.ts';
import type { RgbaImage } from './types';

const WIDTH = 24;
const HEIGHT = 16;

/** Four plain quarters: red, green / blue, white; edges fall on blocks of 8 px, so that JPEG keeps them plain. */
function quarters(channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(WIDTH * HEIGHT * channels, 255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const color =
        y < 8 ? (x < 8 ? [255, 0, 0] : [0, 255, 0]) : x < 8 ? [0, 0, 255] : [255, 255, 255];
      data.set(color, (y * WIDTH + x) * channels);
    }
  }
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

async function decode(image: Sharp, length?: number): Promise<RgbaImage> {
  return decodeImage(new Uint8Array(await image.toBuffer()).slice(0, length), 'x');
}

const at = ({ width, data }: RgbaImage, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

const CORNERS = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
  [255, 255, 255, 255],
] as const;
const PLACES = [
  [3, 3],
  [20, 3],
  [3, 12],
  [20, 12],
] as const;

function expectQuarters(image: RgbaImage, tolerance: number): void {
  expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
  PLACES.forEach(([x, y], i) => {
    at(image, x, y).forEach((value, channel) => {
      expect(Math.abs(value - (CORNERS[i]?.[channel] as number))).toBeLessThanOrEqual(tolerance);
    });
  });
}

describe('decodeImage on Node', () => {
  it.each([
    ['PNG', quarters().png(), 0],
    ['PNG with a palette', quarters().png({ palette: true, colours: 16 }), 0],
    ['PNG of 16 bits', quarters().toColourspace('rgb16').png(), 0],
    ['lossless WebP', quarters().webp({ lossless: true }), 0],
    ['GIF', quarters().gif(), 0],
    ['TIFF', quarters().tiff({ compression: 'lzw' }), 0],
    ['JPEG', quarters().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }), 3],
    [
      'progressive JPEG',
      quarters().jpeg({ quality: 100, chromaSubsampling: '4:4:4', progressive: true }),
      3,
    ],
    ['AVIF', quarters().avif({ quality: 95, chromaSubsampling: '4:4:4' }), 12],
  ])('gives opaque RGBA of a %s', async (_, image, tolerance) => {
    expectQuarters(await decode(image), tolerance);
  });

  it('gives grey as three equal colours', async () => {
    const image = await decode(quarters().greyscale().jpeg({ quality: 100 }));
    const [red, green, blue] = at(image, 3, 3);
    expect(red).toBe(green);
    expect(green).toBe(blue);
  });

  it('turns CMYK ink to light without a profile, as Chromium does', async () => {
    const ink = Buffer.alloc(WIDTH * HEIGHT * 4);
    for (let i = 0; i < ink.length; i += 4) ink.set([255, 100, 0, 51], i);
    const cmyk = sharp(ink, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } });
    const tiff = await cmyk.tiff({ compression: 'none' }).toBuffer();
    // Photometric interpretation 5, "separated": four channels as ink.
    const asInk = markAsCmyk(tiff);
    const image = await decodeImage(new Uint8Array(asInk), 'x.tif');
    expect(at(image, 5, 5)).toEqual([0, 124, 204, 255]);
  });

  it('lays what is transparent onto white', async () => {
    const half = quarters(4).composite([
      {
        input: Buffer.from([0, 0, 0, 128]),
        raw: { width: 1, height: 1, channels: 4 },
        tile: true,
        blend: 'dest-in',
      },
    ]);
    const image = await decode(half.png());
    expect(at(image, 3, 3)).toEqual([255, 127, 127, 255]);
    expect(at(image, 20, 12)).toEqual([255, 255, 255, 255]);
  });

  it.each(['jpeg', 'png'] as const)('turns a %s as its EXIF says', async (format) => {
    const image = await decode(quarters().withMetadata({ orientation: 6 }).toFormat(format));
    expect([image.width, image.height]).toEqual([HEIGHT, WIDTH]);
    // A quarter turn clockwise: the lower left corner, blue, comes to the upper left.
    const [red, green, blue] = at(image, 3, 3) as [number, number, number];
    expect(blue).toBeGreaterThan(200);
    expect(red + green).toBeLessThan(60);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['#f00', '#00f'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    for (const format of ['gif', 'webp'] as const) {
      const image = await decode(
        sharp(frames, { join: { animated: true } }).toFormat(format, { quality: 100 }),
      );
      expect([image.width, image.height]).toEqual([20, 20]);
      expect(at(image, 9, 9)[0]).toBeGreaterThan(240);
    }
  });

  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)(
    'refuses a %s that is cut short',
    async (format) => {
      const noise = sharp({
        create: {
          width: 90,
          height: 90,
          channels: 3,
          background: '#000',
          noise: { type: 'gaussian', mean: 128, sigma: 60 },
        },
      });
      const bytes = new Uint8Array(await noise.toFormat(format).toBuffer());
      // sharp writes the directory of a TIFF at its end; there the cut leaves no header to read.
      await expect(decodeImage(bytes.slice(0, bytes.length * 0.7), 'cut')).rejects.toMatchObject({
        code: 'image-truncated',
        message: expect.stringContaining('cut'),
      });
    },
  );
});

/** Rewrites the tag of a little-endian TIFF that says what its channels are. */
function markAsCmyk(tiff: Buffer): Buffer {
  const bytes = Buffer.from(tiff);
  const start = bytes.readUInt32LE(4);
  for (let i = 0; i < bytes.readUInt16LE(start); i++) {
    const tag = start + 2 + 12 * i;
    if (bytes.readUInt16LE(tag) === 262) bytes.writeUInt16LE(5, tag + 8);
    // Without "extra samples" the fourth channel is black, not alpha; an unknown tag is passed over.
    if (bytes.readUInt16LE(tag) === 338) {
      bytes.writeUInt16LE(339, tag);
      bytes.writeUInt16LE(1, tag + 8);
    }
  }
  return bytes;
}

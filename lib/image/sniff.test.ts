import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniffImage } from './sniff';

/** 60 x 40 px, noise enough for every format to have some bytes. */
const scene = sharp({
  create: {
    width: 60,
    height: 40,
    channels: 3,
    background: '#284',
    noise: { type: 'gaussian', mean: 128, sigma: 40 },
  },
});
const bytesOf = async (image: Sharp): Promise<Uint8Array> => new Uint8Array(await image.toBuffer());
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** A PNG header that claims a size, without the pixels. */
function claimedPng(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set(latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'));
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  bytes.set(latin('IDAT'), 37);
  return bytes;
}

describe('sniffImage', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)('reads a %s', async (format) => {
    expect(sniffImage(await bytesOf(scene.clone().toFormat(format)))).toEqual({
      format,
      width: 60,
      height: 40,
      orientation: 1,
      animated: false,
      ...(format === 'jpeg' && { colourProfile: false }),
    });
  });

  it('sees the colour profile of a JPEG', async () => {
    const profiled = await bytesOf(scene.clone().withIccProfile('p3').jpeg());
    expect(sniffImage(profiled).colourProfile).toBe(true);
  });

  it('reads lossless and transparent WebP', async () => {
    const lossless = await bytesOf(scene.clone().webp({ lossless: true }));
    const alpha = await bytesOf(scene.clone().ensureAlpha(0.5).webp());
    for (const bytes of [lossless, alpha]) {
      expect(sniffImage(bytes)).toMatchObject({ format: 'webp', width: 60, height: 40 });
    }
  });

  it.each([
    [1, 60, 40],
    [3, 60, 40],
    [5, 40, 60],
    [6, 40, 60],
    [8, 40, 60],
  ])('turns by EXIF orientation %i', async (orientation, width, height) => {
    for (const format of ['jpeg', 'png', 'tiff'] as const) {
      const bytes = await bytesOf(scene.clone().withMetadata({ orientation }).toFormat(format));
      expect(sniffImage(bytes)).toMatchObject({ format, orientation, width, height });
    }
  });

  it.each(['gif', 'webp'] as const)('sees that a %s moves', async (format) => {
    const frames = await Promise.all(
      ['#f00', '#0f0', '#00f'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await bytesOf(sharp(frames, { join: { animated: true } }).toFormat(format));
    expect(sniffImage(bytes)).toMatchObject({ format, width: 20, height: 20, animated: true });
  });

  it.each([
    ['image-empty', new Uint8Array(0)],
    ['image-not-image', latin('hello, I am a text')],
    ['image-not-image', new Uint8Array(500)],
    ['image-not-image', latin('<!doctype html><title>404</title>')],
    ['image-not-image', latin('\xff\xd8nothing of a JPEG')],
    ['image-unsupported', latin('<svg xmlns="http://www.w3.org/2000/svg" width="9"/>')],
    ['image-unsupported', latin('<?xml version="1.0"?>\n<!-- drawn -->\n<svg width="9"></svg>')],
    ['image-unsupported', latin('%PDF-1.7')],
    ['image-unsupported', latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['image-unsupported', latin('\0\0\0\x14ftypisom\0\0\0\0mp42')],
    ['image-unsupported', latin('\0\0\0\x14ftypavis\0\0\0\0avif\0\0\0\x08moov\0\0\0\x08mdat')],
    ['image-truncated', latin('II+\0\x08\0\0\0')],
    ['image-truncated', latin('\x89PNG\r\n\x1a\n\0\0')],
    ['image-truncated', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['image-truncated', latin('GIF89a\x01')],
    ['image-truncated', latin('RIFF\0\0\0\0WEBPVP8 ')],
    ['image-truncated', latin('II*\0\x08\0\0\0')],
    ['image-too-small', claimedPng(1, 1)],
    ['image-too-small', claimedPng(300, 7)],
    ['image-too-large', claimedPng(30_000, 30_000)],
    ['image-too-large', claimedPng(16_385, 10)],
    ['image-too-large', claimedPng(10_001, 10_000)],
  ])('%s: %#', (code, bytes) => {
    expect(() => sniffImage(bytes, 'x.jpg')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('x.jpg') }),
    );
  });

  it('says to which size a large image must come down', () => {
    expect(() => sniffImage(claimedPng(30_000, 15_000))).toThrow(
      expect.objectContaining({ advice: expect.stringContaining('14142 x 7071') }),
    );
    expect(() => sniffImage(claimedPng(40_000, 100))).toThrow(
      expect.objectContaining({ advice: expect.stringContaining('16384 x 40') }),
    );
  });

  it('takes what is just allowed', () => {
    expect(sniffImage(claimedPng(16_384, 6_103)).width).toBe(16_384);
    expect(sniffImage(claimedPng(8, 8)).height).toBe(8);
  });

  it('passes over bytes between the segments of a JPEG', async () => {
    const bytes = await bytesOf(scene.clone().jpeg());
    const after = 4 + (((bytes[4] as number) << 8) | (bytes[5] as number));
    const junk = Uint8Array.of(1, 2, 3, 0xff, 0, 4);
    const dirty = new Uint8Array([...bytes.slice(0, after), ...junk, ...bytes.slice(after)]);
    const { width, height } = sniffImage(bytes);
    expect(sniffImage(dirty)).toMatchObject({ format: 'jpeg', width, height });
  });

  it('ends on any cut of any file', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
      const bytes = await bytesOf(scene.clone().toFormat(format));
      for (let length = 0; length < Math.min(bytes.length, 900); length += 7) {
        try {
          sniffImage(bytes.subarray(0, length));
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^image-/) });
        }
      }
    }
  });
});

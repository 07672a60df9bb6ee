import sharp from 'sharp';
import { damaged } from './damaged';
import { decoderOf } from './formats/formats';
import { sniffImage } from './sniff';
import type { ImageFormat, RgbaImage } from './types';

/**
 * Decodes an image file on Node, to the same pixels as decode.browser.ts in Chromium: EXIF rotation applied,
 * colour profiles ignored, 16 bits cut to 8, transparency laid onto white, the first frame of an animation.
 * JPEG, PNG, WebP and GIF are the same to the bit where they are opaque and to a level where they are not; AVIF
 * differs at sharp edges of colour, its subsampled colours being interpolated another way. TIFFs are read by the same
 * code in both.
 *
 * @param name how messages call the file
 * @throws AppError as sniffImage, and image-truncated where the file cannot be decoded to its end
 */
export async function decodeImage(bytes: Uint8Array, name?: string): Promise<RgbaImage> {
  const { format } = sniffImage(bytes, name);
  const decoder = await decoderOf(format);
  if (decoder) return decoder(ownBuffer(bytes), name, { webp: decodeWebp });
  try {
    return await decode(bytes, format);
  } catch (cause) {
    throw damaged(name, cause);
  }
}

/** What TIFFs hold of WebP, to RGBA. */
async function decodeWebp(bytes: Uint8Array): Promise<Uint8ClampedArray> {
  const { data } = await sharp(bytes, { failOn: 'truncated', limitInputPixels: false })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
}

/** The same bytes; copied where memory is shared between threads. */
function ownBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
}

async function decode(bytes: Uint8Array, format: ImageFormat): Promise<RgbaImage> {
  const image = sharp(bytes, {
    // Chromium does not read EXIF in WebP.
    autoOrient: format !== 'webp',
    failOn: 'truncated',
    ignoreIcc: true,
    // The header was checked already, against the limits of the browser.
    limitInputPixels: false,
  });
  const cmyk = (await image.metadata()).space === 'cmyk';
  const space = cmyk
    ? image.pipelineColourspace('cmyk').toColourspace('cmyk')
    : image.toColourspace('srgb').ensureAlpha();
  const { data, info } = await space.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const pixels = new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length);
  if (cmyk) inkToLight(pixels);
  else layOntoWhite(pixels);
  return { width: info.width, height: info.height, data: pixels };
}

/** CMYK (ink, 255 is full) to RGBA in place, without profiles, as Chromium does it. */
function inkToLight(pixels: Uint8ClampedArray): void {
  for (let i = 0; i < pixels.length; i += 4) {
    const light = 255 - (pixels[i + 3] as number);
    for (let c = i; c < i + 3; c++)
      pixels[c] = Math.floor(((255 - (pixels[c] as number)) * light) / 255);
    pixels[i + 3] = 255;
  }
}

/** RGBA in place: what is transparent becomes white. */
function layOntoWhite(pixels: Uint8ClampedArray): void {
  for (let i = 3; i < pixels.length; i += 4) {
    const alpha = pixels[i] as number;
    if (alpha === 255) continue;
    for (let c = i - 3; c < i; c++) pixels[c] = scaled(pixels[c] as number, alpha) + 255 - alpha;
    pixels[i] = 255;
  }
}

/** a * b / 255, rounded. */
function scaled(a: number, b: number): number {
  return Math.round((a * b) / 255);
}

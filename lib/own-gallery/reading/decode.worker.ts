import { printHash } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import { reportOf } from '@/lib/errors/errors';
import { decodeImage, decodeWebp } from '@/lib/image/decode.browser';
import { toPixelValues } from '@/lib/image/preprocess';
import { isRaster } from '@/lib/image/raster/is-raster';
import { resizeImage } from '@/lib/image/resize';
import type { RgbaImage } from '@/lib/image/types';
import { readPart } from '../scene/read-part';
import type { Decoded, DecodeJob } from './messages';
import { whereOf } from './where';

/** Px of a thumbnail's longer side, as the command line makes them. */
const THUMB_SIDE = 256;

/** Decodes one file after the other: what the encoder takes of it, and a thumbnail. */
self.onmessage = async ({ data }: MessageEvent<DecodeJob>) => {
  const decoded = await decode(data).catch(
    (error: unknown): Decoded => ({ kind: 'unread', report: reportOf(error) }),
  );
  const handed = decoded.kind === 'read' ? [decoded.pixels.pixels.buffer] : [];
  self.postMessage(decoded, { transfer: handed });
};

async function decode({ file, name, spec, part, choice }: DecodeJob): Promise<Decoded> {
  const image = await (part ? readPart(file, name, part, choice) : imageOf(file, name));
  if (!image) return { kind: 'empty' };
  const pixels = toPixelValues(image, spec);
  const thumb = await thumbOf(image);
  // The scene knows where its parts are.
  const where = part ? {} : await whereOf(file, name);
  const hash = hashOfPicture(image);
  return {
    kind: 'read',
    pixels,
    thumb,
    width: image.width,
    height: image.height,
    about: { ...where, ...(hash && { hash: printHash(hash) }) },
  };
}

/** TIFF, which browsers do not read, is read by a library that is loaded when the first comes. */
async function imageOf(file: Blob, name: string): Promise<RgbaImage> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!isRaster(head)) return decodeImage(new Uint8Array(await file.arrayBuffer()), name);
  const { decodeRaster } = await import('@/lib/image/raster/open');
  return decodeRaster(file, name, { webp: decodeWebp });
}

/** WebP, or PNG where the browser cannot write that. */
async function thumbOf(image: RgbaImage): Promise<Blob> {
  const scale = Math.min(1, THUMB_SIDE / Math.max(image.width, image.height));
  const [width, height] = [image.width, image.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number];
  const small = scale < 1 ? resizeImage(image, width, height, 'bicubic') : image;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('There is no canvas here.');
  context.putImageData(new ImageData(small.data, width, height), 0, 0);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}

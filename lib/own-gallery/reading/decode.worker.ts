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
import { footprintOf, type Where, whereOf } from './where';

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
  const read = part
    ? { image: await readPart(file, name, part, choice), where: {} } // The scene knows where its parts are.
    : await pictureOf(file, name);
  const { image, where } = read;
  if (!image) return { kind: 'empty' };
  const pixels = toPixelValues(image, spec);
  const thumb = await thumbOf(image);
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
async function pictureOf(file: Blob, name: string): Promise<{ image: RgbaImage; where: Where }> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!isRaster(head)) {
    const image = await decodeImage(new Uint8Array(await file.arrayBuffer()), name);
    return { image, where: await whereOf(file, name) };
  }
  const { openRaster, readWhole } = await import('@/lib/image/raster/open');
  const raster = await openRaster(file, name, { webp: decodeWebp });
  try {
    return { image: await readWhole(raster, name), where: await footprintOf(raster.info) };
  } finally {
    raster.close();
  }
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

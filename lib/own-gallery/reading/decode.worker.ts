import { reportOf } from '@/lib/errors/errors';
import { decodeImage, decodeWebp } from '@/lib/image/decode.browser';
import { photographedAt } from '@/lib/image/gps';
import { toPixelValues } from '@/lib/image/preprocess';
import { isRaster } from '@/lib/image/raster/is-raster';
import { resizeImage } from '@/lib/image/resize';
import type { RgbaImage } from '@/lib/image/types';
import { readPart } from '../scene/read-part';
import type { Decoded, DecodeJob } from './messages';

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
  const { image, taken } = part
    ? { image: await readPart(file, name, part, choice), taken: null }
    : await imageOf(file, name);
  if (!image) return { kind: 'empty' };
  const pixels = toPixelValues(image, spec);
  const thumb = await thumbOf(image);
  const { width, height } = image;
  return { kind: 'read', pixels, thumb, width, height, ...(taken && { taken }) };
}

/** A picture, and where it was taken. */
interface Taken {
  readonly image: RgbaImage;
  readonly taken: readonly [number, number] | null;
}

/** TIFF, which browsers do not read, is read by a library that is loaded when the first comes. */
async function imageOf(file: Blob, name: string): Promise<Taken> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (!isRaster(head)) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const taken = photographedAt(bytes);
    return { image: await decodeImage(bytes, name), taken };
  }
  const { decodeRaster } = await import('@/lib/image/raster/open');
  return { image: await decodeRaster(file, name, { webp: decodeWebp }), taken: null };
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

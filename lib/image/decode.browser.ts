import { AppError } from '@/lib/errors/errors';
import { damaged } from './damaged';
import { decoderOf } from './formats/formats';
import { type OpenPicture, pictureOf } from './picture';
import { sniffImage } from './sniff';
import type { Crop, RgbaImage } from './types';

/** Pixels that are read back at once: a canvas over the whole of a large image would double its memory. */
const STRIP_PIXELS = 1_000_000;

/**
 * Decodes an image file in a page or a worker, to the same pixels as decode.node.ts: EXIF rotation applied, colour
 * profiles ignored, transparency laid onto white, the first frame of an animation. TIFFs are read by raster/, block by
 * block: in a worker only.
 *
 * @param name how messages call the file
 * @throws AppError as {@link sniffImage}, and image-truncated where the file cannot be decoded to its end
 */
export async function decodeImage(
  bytes: Uint8Array<ArrayBuffer>,
  name?: string,
): Promise<RgbaImage> {
  const picture = await openPicture(bytes, name);
  try {
    return picture.read({ x: 0, y: 0, width: picture.width, height: picture.height });
  } finally {
    picture.close();
  }
}

/**
 * Decodes an image file, of which parts will be read: its pixels are held once, outside of JavaScript's memory.
 * The same pixels and errors as {@link decodeImage}.
 */
export async function openPicture(
  bytes: Uint8Array<ArrayBuffer>,
  name?: string,
): Promise<OpenPicture> {
  const { format, colourProfile } = sniffImage(bytes, name);
  const decoder = await decoderOf(format);
  if (decoder) return pictureOf(await decoder(bytes, name, { webp: decodeWebp }));
  // The type is given because a file may be named, and typed, as something else.
  const blob = new Blob([bytes], { type: `image/${format}` });
  try {
    const bitmap = await createImageBitmap(blob, {
      // Each takes a pass over all pixels: a JPEG has no alpha, and without a profile nothing is converted.
      ...(colourProfile !== false && { colorSpaceConversion: 'none' }),
      ...(format !== 'jpeg' && { premultiplyAlpha: 'none' }),
      imageOrientation: 'from-image',
    });
    const { width, height } = bitmap;
    return {
      width,
      height,
      read: (part) => opaquePixels(bitmap, part),
      preview: (most) => reducedJpeg(bitmap, most),
      close: () => bitmap.close(),
    };
  } catch (cause) {
    throw damaged(name, cause);
  }
}

/** What TIFFs hold of WebP, to RGBA. */
export async function decodeWebp(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8ClampedArray> {
  const blob = new Blob([bytes], { type: 'image/webp' });
  const bitmap = await createImageBitmap(blob, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('internal', 'There is no canvas here.', 'Reload the page.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height).data;
}

async function reducedJpeg(bitmap: ImageBitmap, most: number): Promise<Blob | null> {
  const scale = Math.min(1, most / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}

function opaquePixels(bitmap: ImageBitmap, { x, y, width, height }: Crop): RgbaImage {
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)));
  const canvas = new OffscreenCanvas(width, rows);
  // On the CPU: what a GPU canvas gives back may be a level off.
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new AppError('internal', 'There is no canvas here.', 'Reload the page.');
  context.imageSmoothingEnabled = false;
  context.fillStyle = '#fff';
  const strip = (top: number, count: number) => {
    context.fillRect(0, 0, width, count);
    context.drawImage(bitmap, x, y + top, width, count, 0, 0, width, count);
    return context.getImageData(0, 0, width, count).data as Uint8ClampedArray<ArrayBuffer>;
  };
  if (rows === height) return { width, height, data: strip(0, height) };
  const data = new Uint8ClampedArray(width * height * 4);
  for (let top = 0; top < height; top += rows) {
    data.set(strip(top, Math.min(rows, height - top)), top * width * 4);
  }
  return { width, height, data };
}

/**
 * Pictures by windows: TIFF (GeoTIFF, BigTIFF, cloud-optimized) and JPEG 2000, in a worker or Node.
 *
 * @example
 * const raster = await openRaster(file, file.name);      // file: Blob | Uint8Array
 * raster.info.width; raster.info.choice;                 // px upright; which bands are red, green and blue
 * const part = await raster.read({ x: 0, y: 0, width: 4096, height: 4096 }, { size: { width: 512, height: 512 } });
 * ontoWhite(part);                                       // opaque, as the encoder takes it
 * georeferenceOfTags(raster.info)                        // lib/geo: where it lies on the Earth, or null
 * raster.close();
 */
import { AppError } from '@/lib/errors/errors';
import { BrokenHeader, EndOfBytes, UnsupportedKind } from '../bytes';
import { damaged } from '../damaged';
import { checkSize, MAX_PIXELS } from '../sniff';
import type { Crop, RgbaImage } from '../types';
import { isJp2 } from './is-raster';
import { type ByteSource, sourceOf } from './source';
import type { DecodeWebp } from './tiff/codecs';
import { openTiff } from './tiff/open';
import type { Raster, ReadOptions } from './types';

export interface OpenOptions {
  /** Decodes what TIFFs hold of WebP; absent: those are refused. */
  readonly webp?: DecodeWebp;
}

/**
 * Opens a TIFF without reading it whole: the picture may be of any size, and what is read at once is at most
 * {@link MAX_PIXELS} px. A JPEG 2000 image is decoded whole, halved where it would be larger than that.
 *
 * @param data a Blob is read by ranges
 * @param name how messages call the file
 * @throws AppError image-empty | image-truncated | image-unsupported, with the reason; of JPEG 2000 also
 * image-too-large | image-too-small | asset-offline
 */
export async function openRaster(
  data: Blob | Uint8Array<ArrayBuffer> | ByteSource,
  name = 'The image',
  options: OpenOptions = {},
): Promise<Raster> {
  const source = data instanceof Uint8Array || data instanceof Blob ? sourceOf(data) : data;
  if (source.size === 0) {
    throw new AppError(
      'image-empty',
      `${name} is empty.`,
      'Choose another file, or save it again.',
    );
  }
  const raster = await open(source, name, options).catch((cause) => {
    throw refusal(name, cause);
  });
  return {
    ...raster,
    async read(window, how) {
      checkWindow(window, how, raster, name);
      return raster.read(window, how).catch((cause) => {
        throw refusal(name, cause);
      });
    },
  };
}

async function open(source: ByteSource, name: string, { webp }: OpenOptions): Promise<Raster> {
  const head = await source.read(0, Math.min(12, source.size));
  if (!isJp2(head)) return openTiff(source, webp);
  const { openJp2 } = await import('./jp2/open');
  return openJp2(source, (size) => checkSize(size, name));
}

/**
 * Opens and decodes a whole picture.
 * @returns opaque: what is nothing or transparent lies on white
 * @throws AppError as {@link openRaster}, and image-too-large | image-too-small
 */
export async function decodeRaster(
  data: Blob | Uint8Array<ArrayBuffer>,
  name?: string,
  options?: OpenOptions,
): Promise<RgbaImage> {
  const raster = await openRaster(data, name, options);
  try {
    return await readWhole(raster, name);
  } finally {
    raster.close();
  }
}

/** As {@link decodeRaster}, of a picture that is open. @throws AppError image-too-large | image-too-small | image-truncated */
export async function readWhole(raster: Raster, name?: string): Promise<RgbaImage> {
  const { width, height } = raster.info;
  checkSize(raster.info, name);
  return ontoWhite(await raster.read({ x: 0, y: 0, width, height }));
}

/** RGBA in place, made opaque: what is transparent becomes white. */
export function ontoWhite(image: RgbaImage): RgbaImage {
  const { data } = image;
  for (let i = 3; i < data.length; i += 4) {
    const alpha = data[i] as number;
    if (alpha === 255) continue;
    for (let c = i - 3; c < i; c++)
      data[c] = Math.round(((data[c] as number) * alpha) / 255) + 255 - alpha;
    data[i] = 255;
  }
  return image;
}

function checkWindow(window: Crop, how: ReadOptions = {}, { info }: Raster, name: string): void {
  const { x, y, width, height } = window;
  const whole = [x, y, width, height].every(Number.isInteger);
  if (
    !whole ||
    x < 0 ||
    y < 0 ||
    width < 1 ||
    height < 1 ||
    x + width > info.width ||
    y + height > info.height
  ) {
    throw new RangeError(`no window of ${name}: ${JSON.stringify(window)}`);
  }
  const size = how.size ?? window;
  if (size.width * size.height <= MAX_PIXELS) return;
  throw new AppError(
    'image-too-large',
    `${name}: ${size.width} x ${size.height} px are too many to hold at once.`,
    'Open a part of it, or a smaller copy.',
  );
}

/** The error as a message about the file: cut short, of a kind that cannot be read, or damaged. */
function refusal(name: string, cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  if (cause instanceof DOMException && cause.name === 'AbortError') return cause;
  if (cause instanceof UnsupportedKind) {
    return new AppError(
      'image-unsupported',
      `${name} is ${cause.message}, which is not read here.`,
      'Save it as an ordinary GeoTIFF (gdal_translate), as PNG or as JPEG, and try that.',
      { cause },
    );
  }
  if (cause instanceof BrokenHeader || cause instanceof EndOfBytes) return damaged(name, cause);
  // The file was removed or changed while it was read, or memory ran out: the file is not damaged.
  if (cause instanceof DOMException && cause.name === 'NotReadableError') {
    return new AppError('image-not-image', `${name} cannot be read any more.`, 'Choose it again.', {
      cause,
    });
  }
  return damaged(name, cause);
}

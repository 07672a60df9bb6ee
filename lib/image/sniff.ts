import { AppError } from '@/lib/errors/errors';
import { Bytes, EndOfBytes, UnsupportedKind } from './bytes';
import { formatOf } from './formats/formats';
import { FORMATS_READ } from './formats/names';
import { MAX_PIXELS, MAX_SIDE } from './limits';
import type { ImageHeader } from './types';

export { MAX_PIXELS, MAX_SIDE };
/** Shortest side that shows anything, px. */
export const MIN_SIDE = 8;

const OTHER_FORMAT = 'Save it as JPEG, PNG or WebP and try again.';

/** First bytes of formats that people try and that are not read. */
const UNSUPPORTED: readonly (readonly [start: string, kind: string])[] = [
  ['%PDF', 'a PDF'],
  ['8BPS', 'a Photoshop file'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL image'],
  ['\xff\x0a', 'a JPEG XL image'],
  ['\x89HDF', 'an HDF5 file'],
];

/**
 * Reads what the first bytes of an image file say of it, and refuses what cannot or should not be decoded
 * before any decoder sees it. The file's name and its ending do not matter.
 *
 * @param name how messages call the file
 * @throws AppError image-empty | image-not-image | image-unsupported | image-truncated (inside its header) |
 *   image-too-large | image-too-small
 */
export function sniffImage(data: Uint8Array, name = 'The image'): ImageHeader {
  if (data.length === 0) {
    throw new AppError(
      'image-empty',
      `${name} is empty.`,
      'Choose another file, or save it again.',
    );
  }
  const header = readHeader(new Bytes(data), name);
  // Orientations 5 to 8 are quarter turns.
  const turned = header.orientation >= 5;
  const upright = turned ? { ...header, width: header.height, height: header.width } : header;
  checkSize(upright, name);
  return upright;
}

function readHeader(bytes: Bytes, name: string): ImageHeader {
  const format = formatOf(bytes);
  if (!format) throw notImage(bytes, name);
  try {
    return format.sniff(bytes);
  } catch (error) {
    if (error instanceof EndOfBytes) {
      throw new AppError(
        'image-truncated',
        `${name} ends inside its header.`,
        'Download or copy it again: the file is cut short.',
        { cause: error },
      );
    }
    if (error instanceof UnsupportedKind) throw unsupported(name, error.message);
    throw new AppError(
      'image-not-image',
      `${name} begins like an image but is damaged.`,
      'Open it in a picture viewer; if it opens there, save it as PNG and try again.',
      { cause: error },
    );
  }
}

function notImage(bytes: Bytes, name: string): AppError {
  if (/<svg[\s>]/i.test(bytes.text(0, 4096))) {
    return unsupported(name, 'an SVG drawing', 'Save it as PNG and try again.');
  }
  const kind = UNSUPPORTED.find(([start]) => bytes.is(0, start))?.[1];
  if (kind) return unsupported(name, kind);
  return new AppError(
    'image-not-image',
    `${name} is not an image, even if its name says so.`,
    `Choose a ${FORMATS_READ} file.`,
  );
}

function unsupported(name: string, kind: string, advice = OTHER_FORMAT): AppError {
  return new AppError('image-unsupported', `${name} is ${kind}, which cannot be read.`, advice);
}

/** @throws AppError image-too-small | image-too-large */
export function checkSize(
  { width, height }: Pick<ImageHeader, 'width' | 'height'>,
  name = 'The image',
): void {
  if (Math.min(width, height) < MIN_SIDE) {
    throw new AppError(
      'image-too-small',
      `${name} is ${width} x ${height} px: too small to show anything.`,
      `Choose an image of at least ${MIN_SIDE} px a side; 150 px and more work best.`,
    );
  }
  const scale = Math.min(
    MAX_SIDE / Math.max(width, height),
    Math.sqrt(MAX_PIXELS / (width * height)),
  );
  if (scale >= 1) return;
  const fits = [width, height].map((side) => Math.floor(side * scale)).join(' x ');
  throw new AppError(
    'image-too-large',
    `${name} is ${width} x ${height} px: too large to open.`,
    `Scale it down to ${fits} px, or cut out the part you are after.`,
  );
}

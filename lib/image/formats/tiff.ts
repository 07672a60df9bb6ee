import { BrokenHeader, type Bytes, UnsupportedKind } from '../bytes';
import type { ImageHeader } from '../types';

const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;

/** The header of a TIFF: its first image counts. */
export function sniffTiff(bytes: Bytes): ImageHeader {
  if (bytes.u16(2, bytes.is(0, 'II')) === 43) throw new UnsupportedKind('a BigTIFF');
  const tags = readTags(bytes);
  const width = tags.get(WIDTH);
  const height = tags.get(HEIGHT);
  if (!width || !height) throw new BrokenHeader('a TIFF without a size');
  const orientation = orientationOf(tags.get(ORIENTATION));
  return { format: 'tiff', width, height, orientation, animated: false };
}

/**
 * EXIF orientation of an EXIF block, which is a TIFF without an image.
 * @returns 1..8; 1 where there is none or the block is broken, as decoders take it
 */
export function exifOrientation(exif: Bytes): number {
  try {
    return orientationOf(readTags(exif).get(ORIENTATION));
  } catch {
    return 1;
  }
}

function orientationOf(value: number | undefined): number {
  return value !== undefined && value >= 1 && value <= 8 ? value : 1;
}

/** Whole numbers of the first directory. */
function readTags(bytes: Bytes): Map<number, number> {
  const little = bytes.is(0, 'II');
  if (!(little || bytes.is(0, 'MM')) || bytes.u16(2, little) !== 42) {
    throw new BrokenHeader('not a TIFF');
  }
  const start = bytes.u32(4, little);
  const tags = new Map<number, number>();
  for (let i = 0, count = bytes.u16(start, little); i < count; i++) {
    const at = start + 2 + 12 * i;
    const type = bytes.u16(at + 2, little);
    if (type === 3) tags.set(bytes.u16(at, little), bytes.u16(at + 8, little));
    else if (type === 4) tags.set(bytes.u16(at, little), bytes.u32(at + 8, little));
  }
  return tags;
}

import { BrokenHeader, type Bytes } from '../bytes';
import type { ImageHeader } from '../types';

const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;

/** The header of a TIFF: its first image counts. */
export function sniffTiff(bytes: Bytes): ImageHeader {
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

/** Whole numbers of the first directory; a BigTIFF's are 8 bytes where a TIFF's are 4. */
function readTags(bytes: Bytes): Map<number, number> {
  const little = bytes.is(0, 'II');
  const version = little || bytes.is(0, 'MM') ? bytes.u16(2, little) : 0;
  if (version !== 42 && version !== 43) throw new BrokenHeader('not a TIFF');
  const big = version === 43;
  const long = (at: number) => (big ? bytes.u64(at, little) : bytes.u32(at, little));
  const start = long(big ? 8 : 4);
  const count = big ? bytes.u64(start, little) : bytes.u16(start, little);
  const [head, size, value] = big ? [8, 20, 12] : [2, 12, 8];
  const tags = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const at = start + head + size * i;
    const type = bytes.u16(at + 2, little);
    const tag = bytes.u16(at, little);
    if (type === 3) tags.set(tag, bytes.u16(at + value, little));
    else if (type === 4) tags.set(tag, bytes.u32(at + value, little));
    else if (type === 16 && big) tags.set(tag, bytes.u64(at + value, little));
  }
  return tags;
}

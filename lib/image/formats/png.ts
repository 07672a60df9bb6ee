import { BrokenHeader, type Bytes } from '../bytes';
import type { ImageHeader } from '../types';
import { type Exif, readExif } from './exif';
import { exifOrientation } from './tiff';

/** The header of a PNG: from chunk to chunk up to the image data. */
export function sniffPng(bytes: Bytes): ImageHeader {
  const width = bytes.u32(16);
  const height = bytes.u32(20);
  bytes.u32(25);
  if (!bytes.is(12, 'IHDR')) throw new BrokenHeader('a PNG without its header');
  let orientation = 1;
  let animated = false;
  let noted: Exif = {};
  for (let at = 8; at + 8 <= bytes.length && !bytes.is(at + 4, 'IDAT'); ) {
    const length = bytes.u32(at);
    if (bytes.is(at + 4, 'acTL')) animated = true;
    if (bytes.is(at + 4, 'eXIf')) {
      const block = bytes.slice(at + 8, at + 8 + length);
      orientation = exifOrientation(block);
      noted = readExif(block);
    }
    at += 12 + length;
  }
  return { format: 'png', width, height, orientation, animated, ...noted };
}

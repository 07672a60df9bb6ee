import { BrokenHeader, type Bytes } from '../bytes';
import type { ImageHeader } from '../types';

/**
 * The header of a WebP: lossy (VP8), lossless (VP8L) or extended (VP8X). Its EXIF orientation is left alone, as
 * Chromium leaves it.
 */
export function sniffWebp(bytes: Bytes): ImageHeader {
  const header = { format: 'webp', orientation: 1, animated: false } as const;
  const first = bytes.text(12, 4);
  if (first === 'VP8 ') {
    if (bytes.u24(23) !== 0x9d012a) throw new BrokenHeader('a WebP without its start code');
    const [width, height] = [bytes.u16(26, true) & 0x3fff, bytes.u16(28, true) & 0x3fff];
    return { ...header, width, height };
  }
  if (first === 'VP8L') {
    if (bytes.u8(20) !== 0x2f) throw new BrokenHeader('a WebP without its start code');
    const bits = bytes.u32(21, true);
    return { ...header, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (first !== 'VP8X') throw new BrokenHeader('a WebP without an image');
  const [width, height] = [bytes.u24(24, true) + 1, bytes.u24(27, true) + 1];
  return { ...header, width, height, animated: (bytes.u8(20) & 0x02) !== 0 };
}

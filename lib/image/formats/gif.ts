import type { Bytes } from '../bytes';
import type { ImageHeader } from '../types';

/** The header of a GIF. */
export function sniffGif(bytes: Bytes): ImageHeader {
  const [width, height] = [bytes.u16(6, true), bytes.u16(8, true)];
  const at = 13 + paletteBytes(bytes.u8(10));
  return { format: 'gif', width, height, orientation: 1, animated: hasTwoFrames(bytes, at) };
}

/** Walks the blocks; a file that ends early has the frames that came until then. */
function hasTwoFrames(bytes: Bytes, start: number): boolean {
  let frames = 0;
  for (let at = start; at < bytes.length; ) {
    const block = bytes.u8(at);
    if (block === 0x21) {
      at = afterSubBlocks(bytes, at + 2);
    } else if (block === 0x2c && at + 10 < bytes.length) {
      if (++frames === 2) return true;
      at = afterSubBlocks(bytes, at + 11 + paletteBytes(bytes.u8(at + 9)));
    } else {
      return false;
    }
  }
  return false;
}

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function afterSubBlocks(bytes: Bytes, start: number): number {
  let at = start;
  while (at < bytes.length && bytes.u8(at) !== 0) at += 1 + bytes.u8(at);
  return at + 1;
}

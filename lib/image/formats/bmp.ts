import { BrokenHeader, type Bytes, UnsupportedKind } from '../bytes';
import type { ImageHeader } from '../types';

/** Where a BMP keeps what, by its header. */
export interface BmpLayout {
  readonly width: number;
  readonly height: number;
  /** The first row is the uppermost; most files begin with the lowest. */
  readonly topDown: boolean;
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
  /** Where the rows begin. */
  readonly pixels: number;
  /** Of up to 8 bits: where the colours begin, how many there are and of how many bytes. */
  readonly palette: { readonly at: number; readonly count: number; readonly bytes: 3 | 4 };
  /** Of 16 and 32 bits: which bits are red, green, blue and alpha; 0: there is none. */
  readonly masks: readonly [number, number, number, number];
}

const BITS: ReadonlySet<number> = new Set([1, 4, 8, 16, 24, 32]);
/** Sizes of headers: of OS/2 1, and of Windows from version 3 to 5. */
const OS2 = 12;
const WINDOWS: ReadonlySet<number> = new Set([40, 52, 56, 108, 124]);
const PLAIN = 0;
const MASKS: ReadonlySet<number> = new Set([3, 6]);
const COMPRESSED: Readonly<Record<number, string>> = {
  1: 'a run-length encoded BMP',
  2: 'a run-length encoded BMP',
  4: 'a JPEG in a BMP',
  5: 'a PNG in a BMP',
};

/** @throws BrokenHeader | UnsupportedKind | EndOfBytes */
export function layoutOfBmp(bytes: Bytes): BmpLayout {
  const pixels = bytes.u32(10, true);
  const size = bytes.u32(14, true);
  const old = size === OS2;
  if (!old && !WINDOWS.has(size)) throw new UnsupportedKind(`a BMP with a header of ${size} bytes`);
  const width = old ? bytes.u16(18, true) : bytes.u32(18, true) | 0;
  const height = old ? bytes.u16(20, true) : bytes.u32(22, true) | 0;
  const bits = bytes.u16(old ? 24 : 28, true);
  const compression = old ? PLAIN : bytes.u32(30, true);
  if (width <= 0 || height === 0 || !BITS.has(bits)) throw new BrokenHeader();
  const masked = MASKS.has(compression);
  if (compression !== PLAIN && !masked) {
    throw new UnsupportedKind(COMPRESSED[compression] ?? `a BMP of compression ${compression}`);
  }
  if (masked && bits !== 16 && bits !== 32) throw new BrokenHeader();
  const used = old ? 0 : bytes.u32(46, true);
  const hasAlpha = size >= 56 || compression === 6;
  const mask = (i: number) => bytes.u32(54 + 4 * i, true);
  return {
    width,
    height: Math.abs(height),
    topDown: height < 0,
    bits: bits as BmpLayout['bits'],
    pixels,
    palette: { at: 14 + size, count: used || 2 ** Math.min(bits, 8), bytes: old ? 3 : 4 },
    masks: masked
      ? [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0]
      : bits === 16
        ? [0x7c00, 0x3e0, 0x1f, 0]
        : [0xff0000, 0xff00, 0xff, 0],
  };
}

/** The header of a BMP. */
export function sniffBmp(bytes: Bytes): ImageHeader {
  const { width, height } = layoutOfBmp(bytes);
  return { format: 'bmp', width, height, orientation: 1, animated: false };
}

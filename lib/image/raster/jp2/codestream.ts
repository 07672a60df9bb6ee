import { BrokenHeader, Bytes, EndOfBytes, UnsupportedKind } from '../../bytes';
import { MAX_PIXELS, MAX_SIDE } from '../../limits';

/** What the main header of a JPEG 2000 codestream says. */
export interface Codestream {
  /** Px. */
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Bits a sample, 1 to 16. */
  readonly bits: number;
  readonly signed: boolean;
  /** How often its sides can be halved without decoding the rest. */
  readonly levels: number;
  readonly tiles: number;
  /** Where the first tile begins, after the codestream's first byte. */
  readonly firstTile: number;
}

/** A picture is halved so often at most: what is larger yet is refused by its size. */
const MOST_HALVINGS = 2;
/** Bytes that the decoder may take, about: its memory ends at 2 GB. */
const MOST_BYTES = 1.2e9;
const MOST_COMPONENTS = 1024;
/** As the format has it. */
const MOST_TILES = 65_535;
const [SOC, SIZ, COD, SOT] = [0xff4f, 0xff51, 0xff52, 0xff90];

/**
 * Reads the markers SIZ and COD.
 * @param at where the codestream begins
 * @throws EndOfBytes | BrokenHeader | UnsupportedKind
 */
export function readCodestream(bytes: Bytes, at: number): Codestream {
  if (bytes.u16(at) !== SOC || bytes.u16(at + 2) !== SIZ) throw new BrokenHeader('no SIZ marker');
  const size = bytes.u16(at + 4);
  const word = (index: number) => bytes.u32(at + 8 + 4 * index);
  const [width, height, left, top, tileWidth, tileHeight] = [0, 1, 2, 3, 4, 5].map(word) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const components = bytes.u16(at + 40);
  if (width <= left || height <= top) throw new BrokenHeader('an image without a size');
  if (tileWidth === 0 || tileHeight === 0) throw new BrokenHeader('tiles without a size');
  if (components === 0 || components > MOST_COMPONENTS || size < 38 + 3 * components) {
    throw new BrokenHeader(`${components} components`);
  }
  if (left > 0 || top > 0) {
    throw new UnsupportedKind('a JPEG 2000 image that does not begin at its reference grid');
  }
  const depth = bytes.u8(at + 42);
  for (let i = 0; i < components; i++) {
    const from = at + 42 + 3 * i;
    if (bytes.u8(from + 1) !== 1 || bytes.u8(from + 2) !== 1) {
      throw new UnsupportedKind('a JPEG 2000 image of subsampled components');
    }
    if (bytes.u8(from) !== depth) {
      throw new UnsupportedKind('a JPEG 2000 image of components of different depths');
    }
  }
  const bits = (depth & 0x7f) + 1;
  if (bits > 16) throw new UnsupportedKind(`a JPEG 2000 image of ${bits} bits a sample`);
  const { levels, end } = mainHeader(bytes, at + 4 + size);
  const tiles = Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight);
  const signed = depth > 0x7f;
  return { width, height, components, bits, signed, levels, tiles, firstTile: end - at };
}

/** How often the wavelets halve the picture, as COD says; the first tile ends the header. */
function mainHeader(bytes: Bytes, from: number): { levels: number; end: number } {
  let levels: number | undefined;
  for (let at = from; ; at += 2 + bytes.u16(at + 2)) {
    const marker = bytes.u16(at);
    if (marker === COD) levels = Math.min(32, bytes.u8(at + 9));
    if (marker !== SOT && marker >= 0xff00) continue;
    if (marker !== SOT || levels === undefined) throw new BrokenHeader('no COD marker');
    return { levels, end: at };
  }
}

/**
 * Looks for each tile's header: OpenJPEG leaves tiles empty that are not there.
 * @param data the codestream
 * @throws EndOfBytes | BrokenHeader
 */
export function checkTiles(data: Uint8Array, { tiles, firstTile }: Codestream): void {
  const bytes = new Bytes(data);
  const missing = new Set(Array(Math.min(tiles, MOST_TILES)).keys());
  for (let at = firstTile; missing.size > 0; ) {
    if (bytes.u16(at) !== SOT) throw new BrokenHeader('no tile where one should begin');
    missing.delete(bytes.u16(at + 4));
    const length = bytes.u32(at + 6);
    if (length === 0) break;
    if (length < 14) throw new BrokenHeader('a tile without a length');
    at += length;
  }
  if (missing.size > 0) throw new EndOfBytes();
}

/** Px a side after some halvings. */
export function halved(side: number, times: number): number {
  return Math.ceil(side / 2 ** times);
}

/**
 * How often the sides are halved so that the picture can be held: 0 as a rule, and also where nothing helps.
 */
export function halvingsOf(codestream: Codestream): number {
  for (let times = 0; times <= Math.min(MOST_HALVINGS, codestream.levels); times++) {
    const [width, height] = [halved(codestream.width, times), halved(codestream.height, times)];
    const held = Math.max(width, height) <= MAX_SIDE && width * height <= MAX_PIXELS;
    if (held && fitsDecoder(codestream, times)) return times;
  }
  return 0;
}

/** Whether the decoder's memory is enough: 4 bytes a sample of all components, and what is taken out of them. */
export function fitsDecoder(
  { width, height, components, bits }: Codestream,
  times: number,
): boolean {
  const taken = Math.min(3, components) * (bits > 8 ? 2 : 1) + (components > 3 ? 12 : 4);
  return halved(width, times) * halved(height, times) * (4 * components + taken) <= MOST_BYTES;
}

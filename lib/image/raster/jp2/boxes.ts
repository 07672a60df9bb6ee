import { BrokenHeader, type Bytes, UnsupportedKind } from '../../bytes';
import { type Codestream, readCodestream } from './codestream';

/** A JPEG 2000 file before it is decoded: its codestream, and what its boxes say of the colours. */
export interface Jp2 {
  readonly codestream: Codestream;
  /** Where the codestream lies in the file. */
  readonly from: number;
  readonly to: number;
  /** Null where the file does not say it, or says it by an ICC profile. */
  readonly colours: 'rgb' | 'grey' | 'ycc' | null;
  /** [3 * 2^bits], 0..255 */
  readonly palette: Uint8Array | null;
  /** Which components are red, green and blue; the first of them is grey where the colours are. */
  readonly order: readonly [number, number, number];
  readonly alpha: { readonly band: number; readonly associated: boolean } | null;
  /** A TIFF without a picture, whose tags say where this one lies (GeoJP2). */
  readonly geo: Uint8Array<ArrayBuffer> | null;
}

interface Box {
  readonly type: string;
  /** The content. */
  readonly from: number;
  readonly to: number;
}

const GEO_JP2 = '\xb1\x4b\xf8\xbd\x08\x3d\x4b\x43\xa5\xae\x8c\xd7\xd5\xa6\xce\x03';

/**
 * Reads a JP2 file's boxes, or a codestream without them.
 * @throws EndOfBytes | BrokenHeader | UnsupportedKind
 */
export function readJp2(bytes: Bytes): Jp2 {
  if (bytes.is(0, '\xff\x4f\xff\x51')) {
    const codestream = readCodestream(bytes, 0);
    return { codestream, from: 0, to: bytes.length, ...NOTHING_SAID, geo: null };
  }
  const boxes = boxesIn(bytes, 0, bytes.length);
  const stream = boxes.find(({ type }) => type === 'jp2c');
  const header = boxes.find(({ type }) => type === 'jp2h');
  if (!stream) throw new BrokenHeader('no codestream');
  const { from, to } = stream;
  const codestream = readCodestream(bytes, from);
  const inside = header ? boxesIn(bytes, header.from, header.to) : [];
  const geo = boxes.find(({ type, from }) => type === 'uuid' && bytes.is(from, GEO_JP2));
  return {
    codestream,
    from,
    to,
    ...coloursOf(bytes, inside, codestream),
    geo: geo
      ? (bytes.slice(geo.from + GEO_JP2.length, geo.to).data as Uint8Array<ArrayBuffer>)
      : null,
  };
}

const NOTHING_SAID = {
  colours: null,
  palette: null,
  order: [0, 1, 2],
  alpha: null,
} as const satisfies Partial<Jp2>;

/** The boxes of a file or a superbox. The last may be cut short: the decoder says so. */
function boxesIn(bytes: Bytes, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end && boxes.length < 1000; ) {
    const short = bytes.u32(at);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? bytes.u64(at + 8) : short === 0 ? end - at : short;
    if (length < head) throw new BrokenHeader('a box without a length');
    boxes.push({
      type: bytes.text(at + 4, 4),
      from: at + head,
      to: Math.min(end, at + length),
    });
    at += length;
  }
  return boxes;
}

function coloursOf(
  bytes: Bytes,
  boxes: readonly Box[],
  codestream: Codestream,
): Pick<Jp2, 'colours' | 'palette' | 'order' | 'alpha'> {
  const content = (name: string): Bytes | null => {
    const box = boxes.find(({ type }) => type === name);
    return box ? bytes.slice(box.from, box.to) : null;
  };
  const colours = spaceOf(boxes.filter(({ type }) => type === 'colr').map(contentOf(bytes)));
  const [pclr, cmap, cdef] = ['pclr', 'cmap', 'cdef'].map(content);
  if (pclr && cmap) {
    if (cdef && definitionsIn(cdef).some(({ kind }) => kind === 1 || kind === 2)) {
      throw new UnsupportedKind('a JPEG 2000 image of palette colours with transparency');
    }
    if (colours === 'ycc') throw new UnsupportedKind('a JPEG 2000 image of a YCC palette');
    return { ...NOTHING_SAID, colours, palette: paletteOf(pclr, cmap, codestream) };
  }
  if (colours === 'ycc' && (codestream.components < 3 || codestream.bits !== 8)) {
    throw new UnsupportedKind('a JPEG 2000 image of YCC colours other than 8 bits');
  }
  if (colours === 'rgb' && codestream.components < 3) {
    throw new BrokenHeader('too few components for red, green and blue');
  }
  return { ...NOTHING_SAID, colours, ...(cdef && channelsOf(cdef, codestream.components)) };
}

const contentOf =
  (bytes: Bytes) =>
  ({ from, to }: Box): Bytes =>
    bytes.slice(from, to);

/** By the first `colr` box that names a space; ICC profiles are ignored, as in every other format. */
function spaceOf(boxes: readonly Bytes[]): Jp2['colours'] {
  const named = boxes.find((box) => box.u8(0) === 1);
  if (!named) return null;
  const space = named.u32(3);
  if (space === 16) return 'rgb';
  if (space === 17) return 'grey';
  if (space === 18) return 'ycc';
  const name = SPACES[space] ?? `colours of kind ${space}`;
  throw new UnsupportedKind(`a JPEG 2000 image of ${name}`);
}

const SPACES: Readonly<Record<number, string>> = {
  0: 'bilevel colours',
  1: 'YCbCr colours (1)',
  3: 'YCbCr colours (2)',
  4: 'YCbCr colours (3)',
  12: 'CMYK colours',
  13: 'YCCK colours',
  14: 'CIE Lab colours',
  15: 'bilevel colours',
  19: 'CIE Jab colours',
  20: 'e-sRGB colours',
  21: 'ROMM RGB colours',
  24: 'e-sYCC colours',
};

/** @throws UnsupportedKind where the palette is other than three colours of 8 bits for one component */
function paletteOf(pclr: Bytes, cmap: Bytes, { components, bits, signed }: Codestream): Uint8Array {
  const [entries, columns] = [pclr.u16(0), pclr.u8(2)];
  const plain =
    components === 1 &&
    bits <= 8 &&
    !signed &&
    columns === 3 &&
    cmap.length === 12 &&
    [0, 1, 2].every(
      (i) =>
        pclr.u8(3 + i) === 7 &&
        cmap.u16(4 * i) === 0 &&
        cmap.u8(4 * i + 2) === 1 &&
        cmap.u8(4 * i + 3) === i,
    );
  if (!plain) throw new UnsupportedKind('a JPEG 2000 image of palette colours of a rare kind');
  const size = 2 ** bits;
  const palette = new Uint8Array(3 * size);
  for (let i = 0; i < Math.min(entries, size); i++) {
    for (let c = 0; c < 3; c++) palette[c * size + i] = pclr.u8(6 + 3 * i + c);
  }
  return palette;
}

interface Definition {
  readonly channel: number;
  /** 0 colour, 1 opacity, 2 opacity that the colours were multiplied by. */
  readonly kind: number;
  /** 0 the whole picture; 1, 2, 3 its colours. */
  readonly of: number;
}

function definitionsIn(cdef: Bytes): Definition[] {
  return Array.from({ length: Math.min(cdef.u16(0), 1024) }, (_, i) => ({
    channel: cdef.u16(2 + 6 * i),
    kind: cdef.u16(4 + 6 * i),
    of: cdef.u16(6 + 6 * i),
  }));
}

function channelsOf(cdef: Bytes, components: number): Pick<Jp2, 'order' | 'alpha'> {
  const order: [number, number, number] = [0, 1, 2];
  let alpha: Jp2['alpha'] = null;
  for (const { channel, kind, of } of definitionsIn(cdef)) {
    if (channel >= components) throw new BrokenHeader(`channel ${channel} of ${components}`);
    if (kind === 0 && of >= 1 && of <= 3) order[of - 1] = channel;
    if (kind !== 1 && kind !== 2) continue;
    if (of !== 0 || alpha) {
      throw new UnsupportedKind('a JPEG 2000 image whose colours are transparent one by one');
    }
    alpha = { band: channel, associated: kind === 2 };
  }
  return { order, alpha };
}

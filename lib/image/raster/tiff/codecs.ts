import { EndOfBytes, UnsupportedKind } from '../../bytes';
import { decodeLerc } from './lerc';
import { decodeLzw } from './lzw';
import { COMPRESSIONS } from './tags';
import { copyOf, inflate, unzstd } from './unpack';

/** What a codec may need to know of the picture besides the bytes of a strip or tile. */
export interface CodecContext {
  /** Bytes that the block has, decoded: no codec gives more. */
  readonly length: number;
  readonly width: number;
  readonly rows: number;
  /** Samples a pixel in this block. */
  readonly samples: number;
  readonly jpegTables: Uint8Array | null;
  /** LERC's own second compression: 0 none, 1 deflate, 2 ZSTD. */
  readonly lercCompression: number;
}

/** A block's bytes, decoded. LERC gives numbers as this machine has them. */
export interface Decoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Numbers are in this machine's order of bytes, not the file's. */
  readonly native?: boolean;
}

type Decode = (data: Uint8Array<ArrayBuffer>, context: CodecContext) => Promise<Decoded> | Decoded;

/** Decodes a WebP file to RGBA: the browser's or Node's own decoder. */
export type DecodeWebp = (data: Uint8Array<ArrayBuffer>) => Promise<Uint8ClampedArray>;

/**
 * The codec of a compression. Those that are large are loaded when a file asks for them.
 * @throws UnsupportedKind by the compression's name
 */
export function codecOf(compression: number, webp?: DecodeWebp): Decode {
  switch (compression) {
    case 1:
      return (bytes) => ({ bytes });
    case 5:
      return (data, { length }) => ({ bytes: decodeLzw(data, length) });
    case 8:
    case 32946:
      return async (data, { length }) => ({ bytes: await inflate(data, length) });
    case 32773:
      return (data, { length }) => ({ bytes: decodePackBits(data, length) });
    case 7:
      return decodeJpeg;
    case 34712:
      return async (data, context) => (await import('../jp2/block')).decodeJp2Block(data, context);
    case 34887:
      return decodeLerc;
    case 50000:
      return async (data, { length }) => ({ bytes: await unzstd(data, length) });
    case 50001:
      if (webp) return async (data, context) => ({ bytes: await fromWebp(webp, data, context) });
      break;
  }
  const name = COMPRESSIONS[compression] ?? `a compression that is not known (${compression})`;
  throw new UnsupportedKind(`a TIFF compressed with ${name}`);
}

function decodePackBits(data: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  let written = 0;
  for (let at = 0; at < data.length && written < length; ) {
    const head = data[at++] as number;
    if (head === 128) continue;
    const count = Math.min(head < 128 ? head + 1 : 257 - head, length - written);
    if (head < 128) {
      const some = data.subarray(at, at + count);
      out.set(some, written);
      if (some.length < count) return out.subarray(0, written + some.length);
      at += head + 1;
    } else {
      if (at >= data.length) break;
      out.fill(data[at++] as number, written, written + count);
    }
    written += count;
  }
  return out.subarray(0, written);
}

async function decodeJpeg(
  data: Uint8Array<ArrayBuffer>,
  { jpegTables, width, rows, samples, length }: CodecContext,
): Promise<Decoded> {
  const size = jpegSize(data);
  // Its own header decides how much the decoder makes: it has to say what the directory says.
  if (size.width < width || size.height < rows || size.samples !== samples) throw new EndOfBytes();
  if (size.width > width * 2 + 64 || size.height > rows * 2 + 64) throw new EndOfBytes();
  const { getDecoder } = await import('geotiff');
  const decoder = await getDecoder(7, {
    tileWidth: width,
    tileHeight: rows,
    predictor: 1,
    bitsPerSample: 8,
    planarConfiguration: 1,
    ...(jpegTables && { JPEGTables: jpegTables }),
  });
  const decoded = new Uint8Array((await decoder.decodeBlock(copyOf(data))) as ArrayBuffer);
  if (size.width === width) return { bytes: decoded.subarray(0, length) };
  const out = new Uint8Array(length);
  const row = width * samples;
  for (let y = 0; y < rows; y++) {
    const from = y * size.width * samples;
    out.set(decoded.subarray(from, from + row), y * row);
  }
  return { bytes: out };
}

/** Of the frame's header. @throws EndOfBytes | UnsupportedKind */
function jpegSize(data: Uint8Array): { width: number; height: number; samples: number } {
  for (let at = 2; at + 9 < data.length; ) {
    if (data[at] !== 0xff) throw new EndOfBytes();
    const marker = data[at + 1] as number;
    if (marker >= 0xc0 && marker <= 0xc3) {
      if (marker === 0xc3) throw new UnsupportedKind('a TIFF compressed with lossless JPEG');
      if (data[at + 4] !== 8) throw new UnsupportedKind('a TIFF of JPEGs with 12 bits');
      const u16 = (from: number) => ((data[from] as number) << 8) | (data[from + 1] as number);
      return { height: u16(at + 5), width: u16(at + 7), samples: data[at + 9] as number };
    }
    if (marker === 0xff) at += 1;
    else if (marker === 0xd8 || marker === 0x01) at += 2;
    else at += 2 + (((data[at + 2] as number) << 8) | (data[at + 3] as number));
  }
  throw new EndOfBytes();
}

async function fromWebp(
  webp: DecodeWebp,
  data: Uint8Array<ArrayBuffer>,
  { samples, length, width, rows }: CodecContext,
): Promise<Uint8Array<ArrayBuffer>> {
  const rgba = await webp(data);
  if (rgba.length !== width * rows * 4 || samples < 3 || samples > 4) throw new EndOfBytes();
  const out = new Uint8Array(length);
  for (let i = 0, o = 0; i < rgba.length; i += 4)
    for (let c = 0; c < samples; c++) out[o++] = rgba[i + c] as number;
  return out;
}

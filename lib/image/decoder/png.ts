import type { RgbaImage } from '../types';

/**
 * Rows that are made at once hold about `strip` pixels. Pictures of more than `packed` pixels are stored as they are:
 * packing takes seconds, and only this device holds them, for this visit.
 */
const SIZES: Sizes = { strip: 1_000_000, packed: 16_000_000 };

interface Sizes {
  readonly strip: number;
  readonly packed: number;
}

/** A picture of which rows are read from top to bottom, such as a raster. */
export interface Rows {
  readonly width: number;
  readonly height: number;
  /** @returns opaque RGBA of `count` rows from `top` on */
  read(top: number, count: number): Promise<RgbaImage>;
}

/**
 * Writes a PNG (RGB, 8 bits) strip by strip: neither its pixels nor its bytes are held as a whole.
 * @returns what browsers show, with exactly these colours
 */
export async function pngOf(rows: Rows, sizes: Sizes = SIZES): Promise<Blob> {
  const { width, height } = rows;
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2, 0, 0, 0], 8);
  const parts: BlobPart[] = [SIGNATURE, chunk('IHDR', head)];
  const stream = width * height > sizes.packed ? storing() : new CompressionStream('deflate');
  const strip = Math.max(1, Math.floor(sizes.strip / width));
  const writing = write(rows, strip, stream.writable.getWriter());
  const reader = stream.readable.getReader();
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parts.push(chunk('IDAT', value));
    }
  })();
  await Promise.all([writing, reading]);
  parts.push(chunk('IEND', new Uint8Array()));
  return new Blob(parts, { type: 'image/png' });
}

async function write(
  { width, height, read }: Rows,
  strip: number,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    for (let top = 0; top < height; top += strip) {
      const count = Math.min(strip, height - top);
      const { data } = await read(top, count);
      await writer.write(filtered(data, width, count));
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
}

/** Each row as its differences from the pixel to the left ("Sub"): neighbouring pixels are similar. */
function filtered(rgba: Uint8ClampedArray, width: number, count: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(count * (1 + 3 * width));
  for (let y = 0, o = 0, i = 0; y < count; y++) {
    out[o++] = 1;
    let [red, green, blue] = [0, 0, 0];
    for (let x = 0; x < width; x++, i += 4) {
      const [r, g, b] = [rgba[i] as number, rgba[i + 1] as number, rgba[i + 2] as number];
      out[o++] = r - red;
      out[o++] = g - green;
      out[o++] = b - blue;
      red = r;
      green = g;
      blue = b;
    }
  }
  return out;
}

/** What a zlib stream is without packing: blocks of up to 65,535 bytes, and a checksum. */
function storing(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let [a, b] = [1, 0];
  return new TransformStream({
    start: (out) => out.enqueue(Uint8Array.of(0x78, 0x01)),
    transform(bytes, out) {
      for (let at = 0; at < bytes.length; at += 65_535) {
        const part = bytes.subarray(at, at + 65_535);
        const n = part.length;
        out.enqueue(Uint8Array.of(0, n & 255, n >> 8, ~n & 255, (~n >> 8) & 255));
        out.enqueue(part);
      }
      // Adler-32; the sums stay exact for so many bytes between two remainders.
      for (let at = 0; at < bytes.length; at += 5552) {
        for (const byte of bytes.subarray(at, at + 5552)) {
          a += byte;
          b += a;
        }
        a %= 65_521;
        b %= 65_521;
      }
    },
    flush: (out) => out.enqueue(Uint8Array.of(1, 0, 0, 255, 255, b >> 8, b & 255, a >> 8, a & 255)),
  });
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Length, name, content and the checksum of name and content. */
function chunk(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(content.length + 12);
  const view = new DataView(out.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) out[4 + i] = name.charCodeAt(i);
  out.set(content, 8);
  view.setUint32(8 + content.length, crc32(out.subarray(4, 8 + content.length)));
  return out;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++)
    crc = (CRC[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

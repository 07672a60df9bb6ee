import { EndOfBytes } from '../../bytes';

/** Stops at `length` bytes, so that a decompression bomb is not unpacked. */
export async function inflate(
  data: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(length);
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  // Errors are met where it is read; a block may be followed by bytes that belong to nothing.
  writer.write(data).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  let written = 0;
  try {
    while (written < length) {
      const { done, value } = await reader.read();
      if (done) break;
      out.set(value.subarray(0, length - written), written);
      written += Math.min(value.length, length - written);
    }
  } catch (error) {
    if (written < length) throw error;
  } finally {
    reader.cancel().catch(() => {});
  }
  return out.subarray(0, written);
}

/** Zstandard, of a length that is known. */
export async function unzstd(data: Uint8Array, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const { decompress } = await import('fzstd');
  return decompress(data, new Uint8Array(length)) as Uint8Array<ArrayBuffer>;
}

/** Of a length that is not known before: the frame's own header says it, and is believed up to `most`. */
export async function unzstdAny(data: Uint8Array, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const { Decompress } = await import('fzstd');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((chunk) => {
    length += chunk.length;
    if (length > most) throw new EndOfBytes();
    chunks.push(chunk.slice());
  });
  stream.push(data, true);
  const out = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** The same bytes in a buffer of their own. */
export function copyOf(data: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
}

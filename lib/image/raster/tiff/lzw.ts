import { EndOfBytes } from '../../bytes';

const CLEAR = 256;
const END = 257;

/**
 * LZW as TIFF has it: codes of 9 to 12 bits, most significant bit first. A table's entry is longer than what it
 * stands on, so a table that runs in a circle cannot be made, and nothing is written past `length`.
 * @returns what was decoded: fewer than `length` bytes where the end mark comes before
 * @throws EndOfBytes where a code is not in the table
 */
export function decodeLzw(data: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(length);
  // An entry is a place in `out` and a length: the string before it and one byte more.
  const starts = new Uint32Array(4096);
  const lengths = new Uint32Array(4096);
  let written = 0;
  let next = 258;
  let width = 9;
  let buffer = 0;
  let held = 0;
  let at = 0;
  /** Where the string before this one begins, and its length; 0 after a clear. */
  let lastStart = 0;
  let lastLength = 0;
  while (written < length) {
    while (held < width) {
      if (at >= data.length) return out.subarray(0, written);
      buffer = ((buffer << 8) | (data[at++] as number)) & 0xffffff;
      held += 8;
    }
    held -= width;
    const code = (buffer >>> held) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      next = 258;
      width = 9;
      lastLength = 0;
      continue;
    }
    const start = written;
    const known = code < 256 ? 1 : code < next ? (lengths[code] as number) : lastLength + 1;
    if (code < 256) out[written++] = code;
    else if (code < next) written = copy(out, starts[code] as number, known, written);
    else if (code === next && lastLength > 0) written = copy(out, lastStart, known, written);
    else throw new EndOfBytes();
    if (lastLength > 0 && next < 4096) {
      starts[next] = lastStart;
      lengths[next] = lastLength + 1;
      next++;
      if (next === (1 << width) - 1 && width < 12) width++;
    }
    lastStart = start;
    lastLength = known;
  }
  return out.subarray(0, written);
}

/** One byte after the other: the string may run into what is being written. */
function copy(out: Uint8Array, from: number, count: number, to: number): number {
  const end = Math.min(to + count, out.length);
  for (let i = to, j = from; i < end; i++, j++) out[i] = out[j] as number;
  return end;
}

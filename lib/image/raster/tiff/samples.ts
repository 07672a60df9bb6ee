import { EndOfBytes, UnsupportedKind } from '../../bytes';
import type { Decoded } from './codecs';
import type { TiffLayout } from './layout';

export type Samples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** Whether this machine has the least significant byte first. */
const LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * The numbers of a block, row by row, bands within a pixel.
 * @param samples bands in the block
 * @returns [rows * width * samples]; whole numbers of 64 bits as float64
 * @throws EndOfBytes where bytes are missing | UnsupportedKind
 */
export function samplesOf(
  { bytes, native }: Decoded,
  layout: TiffLayout,
  samples: number,
  rows: number,
  fileIsLittle: boolean,
): Samples {
  const { blockWidth: width, bits, predictor } = layout;
  const perRow = width * samples;
  const rowBytes = Math.ceil((perRow * bits) / 8);
  if (bytes.length < rowBytes * rows) throw new EndOfBytes();
  if (![8, 16, 32, 64].includes(bits)) {
    if (predictor !== 1) throw new UnsupportedKind(`a TIFF with a predictor over ${bits} bits`);
    return unpacked(bytes, bits, perRow, rows, rowBytes);
  }
  if (predictor === 3) {
    if (!layout.type.startsWith('float')) throw new EndOfBytes();
    return numbersOf(
      joined(bytes, rowBytes, rows, samples, bits / 8),
      layout.type,
      perRow * rows,
      false,
    );
  }
  const little = native ? LITTLE : fileIsLittle;
  if (predictor !== 1 && predictor !== 2) {
    throw new UnsupportedKind(`a TIFF with predictor ${predictor}`);
  }
  if (predictor === 1) return numbersOf(bytes, layout.type, perRow * rows, little);
  // Differences are of whole numbers, also where the bits mean floating point.
  const whole = numbersOf(bytes, INTEGERS[bits] as TiffLayout['type'], perRow * rows, little);
  if (bits === 64) throw new UnsupportedKind('a TIFF with a predictor over 64 bits');
  for (let y = 0; y < rows; y++) {
    for (let i = y * perRow + samples, end = (y + 1) * perRow; i < end; i++)
      whole[i] = (whole[i] as number) + (whole[i - samples] as number);
  }
  return numbersOf(
    new Uint8Array(whole.buffer as ArrayBuffer, whole.byteOffset, whole.byteLength),
    layout.type,
    perRow * rows,
    LITTLE,
  );
}

const INTEGERS: Readonly<Record<number, string>> = {
  8: 'uint8',
  16: 'uint16',
  32: 'uint32',
  64: 'uint64',
};

/** Numbers of fewer than 8, or of odd many bits: most significant bit first, each row from a byte of its own. */
function unpacked(
  bytes: Uint8Array,
  bits: number,
  perRow: number,
  rows: number,
  rowBytes: number,
): Samples {
  const count = perRow * rows;
  const out =
    bits <= 8
      ? new Uint8Array(count)
      : bits <= 16
        ? new Uint16Array(count)
        : new Uint32Array(count);
  for (let y = 0; y < rows; y++) {
    let at = y * rowBytes;
    // Fewer than 8 bits are left of a byte and 31 come: past what shifts hold, so it is counted in numbers.
    let held = 0;
    let value = 0;
    for (let i = y * perRow, end = i + perRow; i < end; i++) {
      while (held < bits) {
        value = value * 256 + (bytes[at++] as number);
        held += 8;
      }
      held -= bits;
      const low = 2 ** held;
      const number = Math.floor(value / low);
      out[i] = number;
      value -= number * low;
    }
  }
  return out;
}

/** Undoes the predictor of floating point: each row's bytes are differences, the most significant bytes of all numbers first. */
function joined(
  bytes: Uint8Array,
  rowBytes: number,
  rows: number,
  samples: number,
  size: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(rowBytes * rows);
  const row = new Uint8Array(rowBytes);
  const count = rowBytes / size;
  for (let y = 0; y < rows; y++) {
    row.set(bytes.subarray(y * rowBytes, (y + 1) * rowBytes));
    for (let i = samples; i < rowBytes; i++)
      row[i] = (row[i] as number) + (row[i - samples] as number);
    for (let i = 0; i < count; i++)
      for (let b = 0; b < size; b++)
        out[y * rowBytes + i * size + b] = row[b * count + i] as number;
  }
  return out;
}

function numbersOf(
  bytes: Uint8Array<ArrayBuffer>,
  type: TiffLayout['type'],
  count: number,
  little: boolean,
): Samples {
  if (type === 'uint8') return bytes.subarray(0, count);
  if (type === 'int8') return new Int8Array(bytes.buffer, bytes.byteOffset, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'float16') return halves(view, count, little);
  if (type === 'uint64' || type === 'int64') {
    const out = new Float64Array(count);
    for (let i = 0; i < count; i++)
      out[i] = Number(
        type === 'uint64' ? view.getBigUint64(8 * i, little) : view.getBigInt64(8 * i, little),
      );
    return out;
  }
  const Type = ARRAYS[type];
  const size = Type.BYTES_PER_ELEMENT;
  if (little === LITTLE && bytes.byteOffset % size === 0) {
    return new Type(bytes.buffer, bytes.byteOffset, count);
  }
  const copy = bytes.slice(0, count * size);
  if (little !== LITTLE) swap(copy, size);
  return new Type(copy.buffer, 0, count);
}

const ARRAYS = {
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** Numbers that are all the same: 0 where the type does not hold the value. */
export function filled(type: TiffLayout['type'], count: number, value: number): Samples {
  const Type =
    type === 'uint8'
      ? Uint8Array
      : type === 'int8'
        ? Int8Array
        : type === 'float16'
          ? Float32Array
          : type === 'uint64' || type === 'int64'
            ? Float64Array
            : ARRAYS[type];
  const out = new Type(count).fill(value);
  return Object.is(out[0], value) ? out : out.fill(0);
}

function swap(bytes: Uint8Array, size: number): void {
  for (let at = 0; at + size <= bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function halves(view: DataView, count: number, little: boolean): Float32Array {
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const half = view.getUint16(2 * i, little);
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    const size =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction
            ? Number.NaN
            : Number.POSITIVE_INFINITY
          : (1 + fraction / 1024) * 2 ** (exponent - 15);
    out[i] = half & 0x8000 ? -size : size;
  }
  return out;
}

/** Turns the bits of every byte about, in a copy. */
export function bitsReversed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.map((byte) => REVERSED[byte] as number);
}

const REVERSED = Uint8Array.from({ length: 256 }, (_, byte) => {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) out |= 128 >> bit;
  return out;
});

/** Numbers that checkpoints are made of. */
export type Dtype = 'F32' | 'F16' | 'BF16' | 'F64' | 'I64' | 'I32' | 'U8';

export const BYTES: Readonly<Record<Dtype, number>> = {
  F32: 4,
  F16: 2,
  BF16: 2,
  F64: 8,
  I64: 8,
  I32: 4,
  U8: 1,
};

/** One tensor of a checkpoint, row-major; its values are read when they are wanted. */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** @returns values as they are stored, little-endian */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export type Checkpoint = ReadonlyMap<string, Tensor>;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Values of a tensor as float32, [size]. */
export async function floatsOf(tensor: Tensor): Promise<Float32Array<ArrayBuffer>> {
  const bytes = await tensor.read();
  const { buffer, byteOffset } = bytes;
  const count = sizeOf(tensor.shape);
  // A part of a larger buffer need not begin where numbers may.
  const aligned = byteOffset % BYTES[tensor.dtype] === 0 ? bytes : bytes.slice();
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  const values = (read: (at: number) => number, step: number) =>
    Float32Array.from({ length: count }, (_, i) => read(i * step));
  switch (tensor.dtype) {
    case 'F32':
      return aligned === bytes
        ? new Float32Array(buffer, byteOffset, count)
        : new Float32Array(aligned.buffer, 0, count);
    case 'F16': {
      const halves = new Uint16Array(aligned.buffer, aligned.byteOffset, count);
      const out = new Float32Array(count);
      for (let i = 0; i < count; i++) out[i] = fromHalf(halves[i] as number);
      return out;
    }
    case 'BF16': {
      const halves = new Uint16Array(aligned.buffer, aligned.byteOffset, count);
      const bits = new Uint32Array(count);
      for (let i = 0; i < count; i++) bits[i] = (halves[i] as number) << 16;
      return new Float32Array(bits.buffer);
    }
    case 'F64':
      return values((at) => view.getFloat64(at, true), 8);
    case 'I64':
      return values((at) => Number(view.getBigInt64(at, true)), 8);
    case 'I32':
      return values((at) => view.getInt32(at, true), 4);
    case 'U8':
      return Float32Array.from(aligned);
  }
}

/** IEEE half precision to a number. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** A number to IEEE half precision, rounded to the nearest, ties to even. */
export function toHalf(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0] as number;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = bits & 0x7fffff;
  if (exponent === 128) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  if (exponent > 15) return sign | 0x7c00;
  if (exponent >= -14) {
    const half = ((exponent + 15) << 10) | (fraction >>> 13);
    return sign | roundedUp(half, fraction & 0x1fff, 0x1000);
  }
  if (exponent < -25) return sign;
  // Subnormal: the hidden bit comes into the fraction.
  const shift = -exponent - 1;
  const full = fraction | 0x800000;
  return sign | roundedUp(full >>> shift, full & ((1 << shift) - 1), 1 << (shift - 1));
}

function roundedUp(half: number, rest: number, tie: number): number {
  return rest > tie || (rest === tie && half & 1) ? half + 1 : half;
}

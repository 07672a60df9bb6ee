/** Values in row-major order; whole numbers of 64 bits and truth values are held as int32. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | Int8Array;
}

/** A file holds something that the compact recipe does not have. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** TensorProto.DataType */
export const TYPE = { float: 1, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

/** @param raw the values, little endian @throws Unsupported; RangeError where they do not fit the dimensions */
export function tensorOf(type: number, dims: readonly number[], raw?: Uint8Array): Tensor {
  if (!raw) throw new Unsupported('values that are not stored raw');
  const data = valuesOf(type, raw);
  if (data.length !== dims.reduce((size, dim) => size * dim, 1))
    throw new RangeError('a tensor of another size than it says');
  return { dims, data };
}

function valuesOf(type: number, raw: Uint8Array): Tensor['data'] {
  switch (type) {
    case TYPE.float:
      return new Float32Array(raw.slice().buffer);
    case TYPE.int8:
      return new Int8Array(raw.buffer, raw.byteOffset, raw.length);
    case TYPE.int32:
      return new Int32Array(raw.slice().buffer);
    case TYPE.int64:
      return Int32Array.from(new BigInt64Array(raw.slice().buffer), Number);
    case TYPE.float16:
      return Float32Array.from(new Uint16Array(raw.slice().buffer), half);
    default:
      throw new Unsupported(`values of type ${type}`);
  }
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

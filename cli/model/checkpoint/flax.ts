import { DecodeError, decode, ExtensionCodec } from '@msgpack/msgpack';
import { type ByteSource, invalid } from './source';
import { BYTES, type Checkpoint, type Dtype, sizeOf, type Tensor } from './tensors';

const DTYPES: Readonly<Record<string, Dtype>> = {
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  float64: 'F64',
  int64: 'I64',
  int32: 'I32',
  uint8: 'U8',
};
/** Flax's kinds of extension: an array, and a scalar of numpy. */
const ARRAY = 1;
const SCALAR = 3;

/**
 * Reads `flax_model.msgpack`: a tree of arrays. Names are paths, `a/b/kernel`. The file is held in memory once;
 * tensors are views of it.
 * @throws AppError file-invalid
 */
export async function readFlax(source: ByteSource): Promise<Checkpoint> {
  const bytes = await source.read(0, source.size);
  const extensions = new ExtensionCodec();
  for (const type of [ARRAY, SCALAR]) {
    extensions.register({
      type,
      encode: () => null,
      decode: (data) => arrayOf(data, source.name),
    });
  }
  const tensors = new Map<string, Tensor>();
  try {
    collect(decode(bytes, { extensionCodec: extensions }), '', tensors, 0);
  } catch (error) {
    if (error instanceof DecodeError || error instanceof RangeError) {
      throw invalid(source.name, 'is not a Flax file, or is cut short', error);
    }
    throw error;
  }
  return tensors;
}

/** `[shape, dtype, bytes]`, packed again. */
function arrayOf(data: Uint8Array, name: string): Tensor {
  const [shape, kind, bytes] = decode(data) as [unknown, unknown, unknown];
  const dtype = DTYPES[String(kind)];
  const isShape =
    Array.isArray(shape) && shape.every((side) => Number.isSafeInteger(side) && side >= 0);
  if (!isShape || !dtype || !(bytes instanceof Uint8Array)) {
    throw invalid(name, `holds an array of ${String(kind).slice(0, 20)}, which is not known`);
  }
  if (bytes.length !== sizeOf(shape) * BYTES[dtype]) {
    throw invalid(name, 'holds an array of another size than it says');
  }
  return { dtype, shape, read: async () => bytes as Uint8Array<ArrayBuffer> };
}

function collect(value: unknown, path: string, into: Map<string, Tensor>, depth: number): void {
  if (depth > 32 || typeof value !== 'object' || value === null) return;
  if ('read' in value && 'dtype' in value) {
    into.set(path, value as Tensor);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    // Some files keep everything under `params`.
    const next = path === '' && key === 'params' ? '' : path === '' ? key : `${path}/${key}`;
    collect(inner, next, into, depth + 1);
  }
}

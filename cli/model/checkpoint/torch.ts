import { Attributes, PickleError, unpickle } from './pickle';
import { type ByteSource, invalid } from './source';
import { BYTES, type Checkpoint, type Dtype, sizeOf, type Tensor } from './tensors';
import { readZip, type ZipEntry } from './zip';

const STORAGES: Readonly<Record<string, Dtype>> = {
  FloatStorage: 'F32',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  DoubleStorage: 'F64',
  LongStorage: 'I64',
  IntStorage: 'I32',
  ByteStorage: 'U8',
};
/** A pickle of names and shapes is small. */
const MOST_PICKLE = 256_000_000;

interface Storage {
  readonly dtype: Dtype;
  readonly entry: ZipEntry;
  readonly count: number;
}

/** The tensor that `_rebuild_tensor_v2` would have made. */
class Rebuilt {
  constructor(
    readonly storage: Storage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

/**
 * Reads PyTorch's zip of a pickle: tensors alone are built, nothing of the file is run, and any other global is
 * refused by its name. Tensors under `state_dict`, or beside an optimizer, are found as well; of TorchScript the
 * modules' own tensors, by the names that a state_dict gives them.
 * @throws AppError file-invalid
 */
export async function readTorch(source: ByteSource): Promise<Checkpoint> {
  const entries = await readZip(source);
  const pickleName = [...entries.keys()].find((name) => /(^|\/)data\.pkl$/.test(name));
  const pickle = pickleName === undefined ? undefined : entries.get(pickleName);
  if (pickleName === undefined || !pickle || pickle.size > MOST_PICKLE) {
    throw invalid(source.name, 'is not a PyTorch archive: it holds no data.pkl');
  }
  const root = pickleName.slice(0, -'data.pkl'.length);
  if (entries.has(`${root}byteorder`)) await checkOrder(source, entries.get(`${root}byteorder`));
  const state = read(await source.read(pickle.offset, pickle.size), source, entries, root);
  const tensors = new Map<string, Tensor>();
  for (const [key, value] of flattened(state)) tensors.set(key, tensorOf(value, key, source));
  return tensors;
}

function read(
  bytes: Uint8Array,
  source: ByteSource,
  entries: ReadonlyMap<string, ZipEntry>,
  root: string,
): unknown {
  const dictionary = () => new Map();
  const storages = Object.fromEntries(
    Object.entries(STORAGES).flatMap(([name, dtype]) => [
      [`torch ${name}`, () => dtype],
      [`torch.storage ${name}`, () => dtype],
    ]),
  );
  try {
    return unpickle(bytes, {
      globals: {
        ...storages,
        'collections OrderedDict': dictionary,
        'torch._utils _rebuild_tensor_v2': rebuilt,
        'torch._utils _rebuild_parameter': ([tensor]) => tensor,
        'torch serialization._get_layout': () => null,
        'torch device': () => null,
        'torch Size': ([sides]) => sides,
      },
      // TorchScript's modules, and the lists of their constants.
      isObject: (name) => name.startsWith('__torch__') || name.startsWith('torch.jit._pickle'),
      persistent: (id) => storageOf(id, entries, root),
    });
  } catch (error) {
    if (error instanceof PickleError) throw invalid(source.name, error.message, error);
    throw error;
  }
}

function rebuilt([storage, offset, shape, strides]: readonly unknown[]): Rebuilt {
  const isSides = (sides: unknown): sides is number[] =>
    Array.isArray(sides) && sides.every((side) => Number.isSafeInteger(side) && side >= 0);
  const known = storage as Storage | undefined;
  if (!known?.entry || !Number.isSafeInteger(offset) || !isSides(shape) || !isSides(strides)) {
    throw new PickleError('describes a tensor wrongly');
  }
  return new Rebuilt(known, offset as number, shape, strides);
}

/** `('storage', class, key, place, count)` */
function storageOf(id: unknown, entries: ReadonlyMap<string, ZipEntry>, root: string): Storage {
  const [kind, type, key, , count] = Array.isArray(id) ? id : [];
  const dtype = (type as { call?: (args: readonly unknown[]) => unknown } | undefined)?.call?.([]);
  const entry = entries.get(`${root}data/${String(key)}`);
  if (kind !== 'storage' || typeof dtype !== 'string' || !entry || !Number.isSafeInteger(count)) {
    throw new PickleError('names a part of itself that is not there');
  }
  return { dtype: dtype as Dtype, entry, count: count as number };
}

/** All tensors, by the names that a model gives them. */
function* flattened(value: unknown): Generator<[string, Rebuilt]> {
  if (value instanceof Attributes) yield* attributesOf(value, '', 0);
  if (!(value instanceof Map)) return;
  const nested = ['state_dict', 'model_state_dict', 'model'].map((key) => value.get(key));
  const state = nested.find((inner) => inner instanceof Map) ?? value;
  for (const [key, tensor] of state as Map<unknown, unknown>) {
    if (tensor instanceof Rebuilt) yield [String(key), tensor];
  }
}

/** Tensors of a module and of the modules in it, `a.b.weight`. */
function* attributesOf(
  { values }: Attributes,
  path: string,
  depth: number,
): Generator<[string, Rebuilt]> {
  if (depth > 32) return;
  for (const [key, value] of values) {
    const name = `${path}${String(key)}`;
    if (value instanceof Rebuilt) yield [name, value];
    else if (value instanceof Attributes) yield* attributesOf(value, `${name}.`, depth + 1);
  }
}

function tensorOf(
  { storage, offset, shape, strides }: Rebuilt,
  key: string,
  source: ByteSource,
): Tensor {
  const { dtype, entry } = storage;
  const bytes = BYTES[dtype];
  const count = sizeOf(shape);
  const last = shape.reduce((sum, side, i) => sum + (side - 1) * (strides[i] ?? 0), offset);
  if (count > 0 && (strides.length !== shape.length || (last + 1) * bytes > entry.size)) {
    throw invalid(source.name, `says of ${key} more than it holds`);
  }
  if (isRowMajor(shape, strides)) {
    const read = () => source.read(entry.offset + offset * bytes, count * bytes);
    return { dtype, shape, read };
  }
  return {
    dtype,
    shape,
    read: async () =>
      gathered(await source.read(entry.offset, entry.size), shape, strides, offset, bytes),
  };
}

function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if ((shape[i] as number) > 1 && strides[i] !== step) return false;
    step *= shape[i] as number;
  }
  return true;
}

/** A tensor that is a view of its storage in another order (a transposed one, say), in its own order. */
function gathered(
  storage: Uint8Array,
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  bytes: number,
): Uint8Array<ArrayBuffer> {
  const count = sizeOf(shape);
  const out = new Uint8Array(count * bytes);
  const index = shape.map(() => 0);
  for (let i = 0; i < count; i++) {
    const from =
      index.reduce((sum, at, axis) => sum + at * (strides[axis] as number), offset) * bytes;
    out.set(storage.subarray(from, from + bytes), i * bytes);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const next = (index[axis] as number) + 1;
      index[axis] = next === shape[axis] ? 0 : next;
      if (next !== shape[axis]) break;
    }
  }
  return out;
}

async function checkOrder(source: ByteSource, entry: ZipEntry | undefined): Promise<void> {
  const order = new TextDecoder().decode(await source.read(entry?.offset ?? 0, entry?.size ?? 0));
  if (order !== 'little') throw invalid(source.name, 'was written on a big-endian machine');
}

import { type ByteSource, invalid } from './source';
import { BYTES, type Checkpoint, type Dtype, sizeOf, type Tensor } from './tensors';

/** What the format allows of a header, bytes. */
const MOST_HEADER = 100_000_000;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Reads the header of a safetensors file. @throws AppError file-invalid */
export async function readSafetensors(source: ByteSource): Promise<Checkpoint> {
  const { name, size } = source;
  const head = await source.read(0, 8);
  const length = Number(new DataView(head.buffer).getBigUint64(0, true));
  if (length > MOST_HEADER || 8 + length > size)
    throw invalid(name, 'has a header that is too long');
  const start = 8 + length;
  const header = parseHeader(await source.read(8, length), name);
  const tensors = new Map<string, Tensor>();
  const parts: [number, number][] = [];
  for (const [key, entry] of Object.entries(header)) {
    if (key === '__metadata__') continue;
    const { dtype, shape, begin, end } = checked(entry, key, name, size - start);
    parts.push([begin, end]);
    // Tensors of other types are left out; a family that needs one names it in its error.
    if (!(dtype in BYTES)) continue;
    tensors.set(key, {
      dtype: dtype as Dtype,
      shape,
      read: () => source.read(start + begin, end - begin),
    });
  }
  parts.sort((a, b) => a[0] - b[0]);
  if (parts.some(([begin], i) => i > 0 && begin < (parts[i - 1]?.[1] ?? 0))) {
    throw invalid(name, 'has tensors that overlap');
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array, name: string): Record<string, Entry> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (header && typeof header === 'object' && !Array.isArray(header)) {
      return header as Record<string, Entry>;
    }
  } catch (cause) {
    throw invalid(name, 'has a header that is not JSON', cause);
  }
  throw invalid(name, 'has a header that names no tensors');
}

function checked(entry: Entry, key: string, name: string, most: number) {
  const { dtype, shape, data_offsets: offsets } = entry ?? {};
  const isSide = (side: unknown) => Number.isSafeInteger(side) && (side as number) >= 0;
  if (
    typeof dtype !== 'string' ||
    !Array.isArray(shape) ||
    !shape.every(isSide) ||
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isSide)
  ) {
    throw invalid(name, `describes ${key} wrongly`);
  }
  const [begin, end] = offsets as unknown as [number, number];
  const bytes = BYTES[dtype as Dtype];
  if (begin > end || end > most) throw invalid(name, `ends before ${key} does`);
  if (bytes !== undefined && end - begin !== sizeOf(shape) * bytes) {
    throw invalid(name, `has ${end - begin} bytes for ${key}, whose shape asks for others`);
  }
  return { dtype, shape: shape as number[], begin, end };
}

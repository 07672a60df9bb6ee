import { BrokenHeader } from '../../bytes';
import type { ByteSource } from '../source';

/** Bytes of a value by TIFF's type numbers. */
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};
/** Most directories and entries that are looked at, and most bytes of one value: more than any valid file has. */
const MOST_DIRECTORIES = 64;
const MOST_ENTRIES = 1000;
const MOST_BYTES = 64e6;

/** Tags of one picture in a TIFF. Numbers as numbers, also those of 64 bits; text without its end mark. */
export type Directory = ReadonlyMap<number, readonly number[] | string>;

export interface Directories {
  readonly littleEndian: boolean;
  readonly all: readonly Directory[];
}

interface Layout {
  readonly little: boolean;
  readonly big: boolean;
}

/**
 * Reads the directories of a TIFF or BigTIFF.
 * @param wanted tags whose values are read; others are passed over
 * @throws EndOfBytes | BrokenHeader
 */
export async function readDirectories(
  source: ByteSource,
  wanted: ReadonlySet<number>,
): Promise<Directories> {
  const head = view(await source.read(0, 8));
  const little = head.getUint16(0) === 0x4949;
  const version = head.getUint16(2, little);
  const big = version === 43;
  if (version !== 42 && !big) throw new BrokenHeader('not a TIFF');
  const layout = { little, big };
  let at = big ? u64(view(await source.read(8, 8)), 0, little) : head.getUint32(4, little);
  const seen = new Set<number>();
  const all: Directory[] = [];
  while (at !== 0 && !seen.has(at) && all.length < MOST_DIRECTORIES) {
    seen.add(at);
    try {
      const { tags, next } = await readDirectory(source, at, layout, wanted);
      all.push(tags);
      at = next;
    } catch (error) {
      // The first directory is the picture; errors in later ones only cost overviews.
      if (all.length === 0) throw error;
      break;
    }
  }
  if (all.length === 0) throw new BrokenHeader('a TIFF without a picture');
  return { littleEndian: little, all };
}

async function readDirectory(
  source: ByteSource,
  at: number,
  { little, big }: Layout,
  wanted: ReadonlySet<number>,
): Promise<{ tags: Directory; next: number }> {
  const [countBytes, entryBytes, nextBytes] = big ? [8, 20, 8] : [2, 12, 4];
  const head = view(await source.read(at, countBytes));
  const count = big ? u64(head, 0, little) : head.getUint16(0, little);
  if (count === 0 || count > MOST_ENTRIES) throw new BrokenHeader('a broken directory');
  const entries = view(await source.read(at + countBytes, count * entryBytes));
  const tags = new Map<number, readonly number[] | string>();
  for (let i = 0; i < count; i++) {
    const start = i * entryBytes;
    const tag = entries.getUint16(start, little);
    if (!wanted.has(tag)) continue;
    const type = entries.getUint16(start + 2, little);
    const size = SIZES[type];
    if (!size) continue;
    const number = big ? u64(entries, start + 4, little) : entries.getUint32(start + 4, little);
    const length = number * size;
    if (length > MOST_BYTES) throw new BrokenHeader(`a value of ${length} bytes`);
    const valueAt = start + (big ? 12 : 8);
    const inline = length <= (big ? 8 : 4);
    const bytes = inline
      ? new DataView(entries.buffer, entries.byteOffset + valueAt, length)
      : view(
          await source.read(
            big ? u64(entries, valueAt, little) : entries.getUint32(valueAt, little),
            length,
          ),
        );
    tags.set(tag, valuesOf(bytes, type, number, little));
  }
  // A file that ends with its last directory may leave out where the next would be.
  const next = await source
    .read(at + countBytes + count * entryBytes, nextBytes)
    .then((bytes) => (big ? u64(view(bytes), 0, little) : view(bytes).getUint32(0, little)))
    .catch(() => 0);
  return { tags, next };
}

function valuesOf(
  bytes: DataView,
  type: number,
  count: number,
  little: boolean,
): readonly number[] | string {
  if (type === 2) {
    const text = new TextDecoder('utf-8').decode(bytes);
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }
  const values = new Array<number>(count);
  for (let i = 0; i < count; i++) values[i] = numberAt(bytes, type, i, little);
  return values;
}

function numberAt(bytes: DataView, type: number, i: number, little: boolean): number {
  switch (type) {
    case 3:
      return bytes.getUint16(2 * i, little);
    case 8:
      return bytes.getInt16(2 * i, little);
    case 4:
    case 13:
      return bytes.getUint32(4 * i, little);
    case 9:
      return bytes.getInt32(4 * i, little);
    case 5:
      return bytes.getUint32(8 * i, little) / bytes.getUint32(8 * i + 4, little);
    case 10:
      return bytes.getInt32(8 * i, little) / bytes.getInt32(8 * i + 4, little);
    case 11:
      return bytes.getFloat32(4 * i, little);
    case 12:
      return bytes.getFloat64(8 * i, little);
    case 16:
    case 18:
      return u64(bytes, 8 * i, little);
    case 17:
      return Number(bytes.getBigInt64(8 * i, little));
    case 6:
      return bytes.getInt8(i);
    default:
      return bytes.getUint8(i);
  }
}

function u64(bytes: DataView, at: number, little: boolean): number {
  return Number(bytes.getBigUint64(at, little));
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

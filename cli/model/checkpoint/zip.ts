import { type ByteSource, invalid } from './source';

/** Where a stored (not compressed) file lies in an archive. */
export interface ZipEntry {
  readonly offset: number;
  readonly size: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL = 0xffffffff;
/** An end record and its longest comment. */
const MOST_TAIL = 22 + 0xffff + 20;
const MOST_DIRECTORY = 64_000_000;

/** Files of an archive as PyTorch writes them: stored, not compressed. @throws AppError file-invalid */
export async function readZip(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const { start, length, count } = await directoryOf(source);
  if (length > MOST_DIRECTORY) throw broken(source);
  const bytes = await source.read(start, length);
  const view = new DataView(bytes.buffer);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > length || view.getUint32(at, true) !== CENTRAL) throw broken(source);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) =>
      view.getUint16(at + o, true),
    ) as [number, number, number];
    if (at + 46 + nameLength + extraLength + commentLength > length) throw broken(source);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (view.getUint16(at + 10, true) !== 0) {
      throw invalid(source.name, `has ${name} compressed, which PyTorch never does`);
    }
    const wide = wideFields(view, at + 46 + nameLength, extraLength);
    const size = pick(view.getUint32(at + 24, true), wide);
    pick(view.getUint32(at + 20, true), wide); // the compressed size, the same
    const local = pick(view.getUint32(at + 42, true), wide);
    entries.set(name, { offset: await contentOf(source, local), size });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

async function directoryOf(source: ByteSource) {
  const tailLength = Math.min(source.size, MOST_TAIL);
  const tailStart = source.size - tailLength;
  const tail = await source.read(tailStart, tailLength);
  const view = new DataView(tail.buffer);
  for (let at = tailLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue;
    const count = view.getUint16(at + 10, true);
    const length = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    const located = at >= 20 && view.getUint32(at - 20, true) === LOCATOR64;
    if (!located || (count !== 0xffff && length !== FULL && start !== FULL)) {
      return { count, length, start };
    }
    const end64 = await source.read(big(view, at - 20 + 8), 56);
    const wide = new DataView(end64.buffer);
    if (wide.getUint32(0, true) !== END64) throw broken(source);
    return { count: big(wide, 32), length: big(wide, 40), start: big(wide, 48) };
  }
  throw invalid(source.name, 'ends before the directory of its archive: it is cut short');
}

/** 64-bit values of an entry, in the order of those that do not fit into 32. */
function wideFields(view: DataView, start: number, length: number): number[] {
  for (let at = start; at + 4 <= start + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const count = Math.floor(view.getUint16(at + 2, true) / 8);
    return Array.from({ length: count }, (_, i) => big(view, at + 4 + i * 8));
  }
  return [];
}

function pick(narrow: number, wide: number[]): number {
  return narrow === FULL ? (wide.shift() ?? narrow) : narrow;
}

/** Past the entry's own header, whose extra field is of another length than the directory's. */
async function contentOf(source: ByteSource, local: number): Promise<number> {
  const header = new DataView((await source.read(local, 30)).buffer);
  if (header.getUint32(0, true) !== LOCAL) throw broken(source);
  return local + 30 + header.getUint16(26, true) + header.getUint16(28, true);
}

function big(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function broken(source: ByteSource) {
  return invalid(source.name, 'is an archive with a broken directory');
}

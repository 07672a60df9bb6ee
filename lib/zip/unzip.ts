/** As much of a `Blob` as is used: a file of the page, or one that the command line reads by ranges. */
export interface Ranges {
  /** Bytes. */
  readonly size: number;
  slice(start: number, end: number): Ranges;
  arrayBuffer(): Promise<ArrayBuffer>;
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** An entry of an archive that was found and not yet unpacked. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  /** Bytes when it is unpacked. */
  readonly size: number;
  /** Ms since 1970; archives know two seconds at best. */
  readonly modified: number;
  /** @throws Error where it cannot be unpacked */
  open(): Promise<Blob>;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Of the record at the end, without its comment, and of the longest comment, bytes. */
const END_SIZE = 22;
const COMMENT = 65_535;
const FULL = 0xffff_ffff;

/**
 * What an archive holds, read by its directory at the end: of the rest only what is opened is read, so that archives of
 * gigabytes take no more memory than one entry. ZIP64, stored and deflated entries; folders are left out.
 *
 * @throws Error where it is no ZIP, or its directory is damaged
 */
export async function entriesOf(archive: Ranges): Promise<ZipEntry[]> {
  const { at, size } = await directoryOf(archive);
  const directory = await viewOf(archive, at, at + size);
  const entries: ZipEntry[] = [];
  let p = 0;
  while (p + 46 <= size && directory.getUint32(p, true) === ENTRY) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      directory.getUint16(p + offset, true),
    ) as [number, number, number];
    const utf8 = (directory.getUint16(p + 8, true) & 0x800) !== 0;
    const bytes = new Uint8Array(directory.buffer, p + 46, nameLength);
    const name = decoded(bytes, utf8).replaceAll('\\', '/');
    const sizes = sizesOf(directory, p, nameLength, extraLength);
    const method = directory.getUint16(p + 10, true);
    const locked = (directory.getUint16(p + 8, true) & 1) !== 0;
    if (!name.endsWith('/')) {
      entries.push({
        name,
        size: sizes.size,
        modified: timeOf(directory.getUint16(p + 12, true), directory.getUint16(p + 14, true)),
        open: () => unpacked(archive, sizes, method, locked),
      });
    }
    p += 46 + nameLength + extraLength + commentLength;
  }
  if (p < size) throw new Error('Its directory is damaged.');
  return entries;
}

async function directoryOf(archive: Ranges): Promise<{ at: number; size: number }> {
  const start = Math.max(0, archive.size - END_SIZE - COMMENT);
  const tail = await viewOf(archive, start, archive.size);
  for (let p = tail.byteLength - END_SIZE; p >= 0; p--) {
    if (tail.getUint32(p, true) !== END) continue;
    const [size, at] = [tail.getUint32(p + 12, true), tail.getUint32(p + 16, true)];
    if (at !== FULL && size !== FULL) return checked(archive, { at, size });
    const locator = await viewOf(archive, start + p - 20, start + p);
    if (locator.byteLength < 20 || locator.getUint32(0, true) !== LOCATOR_64) break;
    const end = Number(locator.getBigUint64(8, true));
    const record = await viewOf(archive, end, end + 56);
    if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) break;
    const wide = { at: record.getBigUint64(48, true), size: record.getBigUint64(40, true) };
    return checked(archive, { at: Number(wide.at), size: Number(wide.size) });
  }
  throw new Error('It is not a ZIP archive, or its end is missing.');
}

function checked(archive: Ranges, directory: { at: number; size: number }) {
  if (directory.at + directory.size <= archive.size) return directory;
  throw new Error('Its directory is damaged.');
}

interface Sizes {
  readonly size: number;
  readonly packed: number;
  /** Of the entry's own header in the archive. */
  readonly at: number;
}

/** Sizes of 4 GB and more stand in the extra field, in this order, each where its 32 bits are full. */
function sizesOf(view: DataView, p: number, nameLength: number, extraLength: number): Sizes {
  const found = { size: 24, packed: 20, at: 42 };
  const narrow = Object.entries(found).map(([key, at]) => [key, view.getUint32(p + at, true)]);
  const sizes: Record<string, number> = Object.fromEntries(narrow);
  let x = p + 46 + nameLength;
  const end = x + extraLength;
  while (x + 4 <= end) {
    const [id, length] = [view.getUint16(x, true), view.getUint16(x + 2, true)];
    if (id === 1) {
      let q = x + 4;
      for (const key of Object.keys(found)) {
        if (sizes[key] !== FULL || q + 8 > x + 4 + length) continue;
        sizes[key] = Number(view.getBigUint64(q, true));
        q += 8;
      }
    }
    x += 4 + length;
  }
  return sizes as unknown as Sizes;
}

async function unpacked(
  archive: Ranges,
  { at, packed, size }: Sizes,
  method: number,
  locked: boolean,
) {
  if (locked) throw new Error('It is locked by a password.');
  const head = await viewOf(archive, at, at + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL)
    throw new Error('Its place in the archive is damaged.');
  const start = at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = archive.slice(start, start + packed);
  if (method === 0) return bytes instanceof Blob ? bytes : new Blob([await bytes.arrayBuffer()]);
  if (method !== 8)
    throw new Error(`It is packed by a method (${method}) that cannot be read here.`);
  const stream = bytes.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const blob = await new Response(stream).blob();
  if (blob.size !== size) throw new Error('It is damaged in the archive.');
  return blob;
}

/** Names without the mark of UTF-8 are UTF-8 more often than what the format says. */
function decoded(bytes: Uint8Array<ArrayBuffer>, utf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: !utf8 }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** DOS time, in the local time zone. */
function timeOf(time: number, date: number): number {
  const [year, month, day] = [(date >> 9) + 1980, ((date >> 5) & 15) - 1, date & 31];
  return new Date(year, month, day, time >> 11, (time >> 5) & 63, (time & 31) * 2).getTime();
}

async function viewOf(archive: Ranges, from: number, to: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await archive.slice(Math.max(0, from), to).arrayBuffer());
}

import { strToU8, Zip, ZipPassThrough } from 'fflate';

/** A file of an archive. A Blob is read in pieces. */
export interface ZipFile {
  /** Taken as it comes, with `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array | Blob | string;
}

/** Bytes that are held in memory at most; what is more is handed to the browser, which may keep it on the disk. */
const HELD = 32_000_000;
/** What the format holds without its 64-bit extension, which is not written here. */
const MOST = { files: 65_535, bytes: 4_294_967_295 };

/**
 * A ZIP of files, stored as they are: pictures are compressed already.
 *
 * @param files in the order of the archive
 * @throws RangeError where they are more, or larger, than an archive holds: 65,535 files, 4 GB
 */
export async function zipOf(files: AsyncIterable<ZipFile>): Promise<Blob> {
  const done: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let bytes = 0;
  let failed: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    parts.push(chunk as Uint8Array<ArrayBuffer>);
    held += chunk.length;
    bytes += chunk.length;
  });
  const hand = () => {
    if (bytes > MOST.bytes) throw new RangeError('An archive holds 4 GB at most.');
    if (held < HELD) return;
    done.push(new Blob(parts));
    parts = [];
    held = 0;
  };
  let count = 0;
  for await (const { name, content } of files) {
    if (++count > MOST.files) throw new RangeError('An archive holds 65,535 files at most.');
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    if (content instanceof Blob) {
      for (let at = 0; at < content.size; at += HELD) {
        entry.push(new Uint8Array(await content.slice(at, at + HELD).arrayBuffer()));
        hand();
      }
      entry.push(new Uint8Array(), true);
    } else {
      entry.push(typeof content === 'string' ? strToU8(content) : content, true);
    }
    hand();
  }
  zip.end();
  if (failed) throw failed;
  return new Blob([...done, ...parts], { type: 'application/zip' });
}

import type { ShownBands } from '@/components/bands/words';
import type { Query } from '@/lib/engine/protocol';
import { AppError } from '@/lib/errors/errors';
import type { Georeference } from '@/lib/geo/georeference';
import { georeferenceOfFiles, isSidecar } from '@/lib/geo/sidecars';
import { georeferenceOfTags } from '@/lib/geo/tags';
import { openInWorker } from '@/lib/image/decoder/decoder';
import { bytesOfFile } from '@/lib/image/file';
import { isRaster } from '@/lib/image/raster/is-raster';
import type { BandWish } from '@/lib/image/raster/types';
import { wishOf, wishText } from '@/lib/image/raster/wish';
import { sniffImage } from '@/lib/image/sniff';

/** An image that the visitor opened. It is only in this tab's memory. */
export interface Upload {
  readonly name: string;
  /** Identifies it during the visit; the same for the same file. */
  readonly key: string;
  /** What can be shown of it: the file, or of a TIFF a PNG. */
  readonly file: Blob;
  /** Object URL of that. */
  readonly url: string;
  /** Made once a file: the image is identified by its file. */
  readonly query: Query;
  /** Px, after EXIF rotation; null where the file does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Where it lies on the ground, where its tags or a file beside it say so. */
  readonly georeference?: Georeference | null;
  /** Of a TIFF whose bands can be chosen: those that are shown, and the file to show others of. */
  readonly raster?: ShownBands & { readonly original: File };
}

/** Largest file that is opened, bytes. */
const MOST_BYTES = 500e6;
/**
 * First bytes that the page reads; headers with previews and colour profiles in them have fewer. The worker reads the
 * whole: in the page, that would block it for a tenth of a second with a file of 100 MB.
 */
const HEAD = 4e6;

/**
 * Reads the first picture of these files, and the world file beside it. TIFF, which browsers do not read, becomes PNG.
 * @param before key of an upload: where it is of the same file, the bands that it names are shown
 * @returns null where there are no files
 * @throws AppError image-… | georeference-invalid
 */
export async function readUpload(
  files: readonly File[],
  before: string | null = null,
): Promise<Upload | null> {
  const file = files.find((candidate) => !isSidecar(candidate)) ?? files[0];
  if (!file) return null;
  if (file.size > MOST_BYTES) {
    throw new AppError(
      'image-too-large',
      `${file.name} has ${Math.round(file.size / 1e6)} MB.`,
      'Save a smaller copy of it, or cut out the part you mean.',
    );
  }
  const name = file.name || 'Pasted image';
  const head = await bytesOfFile(file.slice(0, HEAD), name);
  const beside = files.filter((other) => other !== file && isSidecar(other));
  const said = await georeferenceOfFiles(beside);
  if (isRaster(head)) return readRaster(file, name, said, wishIn(before, file));
  return {
    name,
    key: keyOf(file),
    file,
    url: URL.createObjectURL(file),
    query: { kind: 'image', file, name },
    size: sizeOf(head),
    georeference: said,
  };
}

/** The same picture in other bands; null: in those that the reader chooses. @throws AppError image-… | parameter-invalid */
export async function withBands(upload: Upload, wish: BandWish | null): Promise<Upload> {
  const { raster, name, georeference = null } = upload;
  return raster ? readRaster(raster.original, name, georeference, wish) : upload;
}

/** What browsers do not read: decoded in a worker of its own, and shown as a PNG. */
async function readRaster(
  file: File,
  name: string,
  said: Georeference | null,
  wish: BandWish | null,
): Promise<Upload> {
  const raster = await openInWorker(file, name);
  try {
    const { bands, basis, sensor, width, height } = raster.info;
    const georeference = said ?? (await georeferenceOfTags(raster.info));
    const choice = wish ? await raster.choose(wish) : raster.info.choice;
    const png = await raster.picture(choice ?? undefined);
    return {
      name,
      key: wish ? `${keyOf(file)}-${wishText(wish)}` : keyOf(file),
      file: png,
      url: URL.createObjectURL(png),
      query: { kind: 'image', file: png, name },
      size: { width, height },
      georeference,
      ...(choice && {
        raster: { bands, choice, basis: wish ? null : basis, sensor, original: file },
      }),
    };
  } finally {
    raster.close();
  }
}

/** The bands that a key of this file's names; null where it is of another, or names none. */
function wishIn(key: string | null, file: File): BandWish | null {
  const own = `${keyOf(file)}-`;
  return key?.startsWith(own) ? wishOf(key.slice(own.length)) : null;
}

/**
 * FNV-1a of a file's name, size and time. A hash of the content would be safer, but takes seconds for half a gigabyte.
 * The key is never sent anywhere.
 */
function keyOf({ name, size, lastModified }: File): string {
  let hash = 0x811c9dc5;
  for (const character of `${name} ${size} ${lastModified}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/** Size by its header; the engine reports a broken file. @param head the first bytes */
function sizeOf(head: Uint8Array): Upload['size'] {
  try {
    const { width, height } = sniffImage(head);
    return { width, height };
  } catch {
    return null;
  }
}

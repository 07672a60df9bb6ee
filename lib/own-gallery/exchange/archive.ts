import { AppError } from '@/lib/errors/errors';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { ZipEntry } from '@/lib/zip/unzip';

/** A ZIP of a gallery's folder, as the page and the command line write it. */
export interface GalleryArchive {
  /** Of the ZIP, as messages call it. */
  readonly name: string;
  /** By their names below the folder of `gallery.json`. */
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

const MANIFEST = 'gallery.json';

/** The gallery in an archive: its folder, or what lies in it, was packed. @returns null where it holds none */
export function galleryIn(name: string, entries: readonly ZipEntry[]): GalleryArchive | null {
  const manifests = entries
    .map((entry) => entry.name)
    .filter((path) => /^([^/]+\/)?gallery\.json$/.test(path) && !path.startsWith('__MACOSX/'));
  const [path, ...more] = manifests;
  if (path === undefined || more.length > 0) return null;
  const folder = path.slice(0, -MANIFEST.length);
  const below = entries.filter((entry) => entry.name.startsWith(folder));
  return { name, entries: new Map(below.map((entry) => [entry.name.slice(folder.length), entry])) };
}

/** @throws AppError gallery-invalid */
export async function manifestIn(archive: GalleryArchive): Promise<GalleryManifest> {
  const text = new TextDecoder().decode(await bytesIn(archive, MANIFEST));
  try {
    return parseGallery(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw broken(archive, `its ${MANIFEST} is no JSON`, cause);
  }
}

/** A file of the gallery. @throws AppError gallery-invalid where it is not in the archive or damaged */
export async function bytesIn(
  archive: GalleryArchive,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const entry = archive.entries.get(path);
  if (!entry) throw broken(archive, `${path} is not in it`);
  const blob = await entry.open().catch((cause: unknown) => {
    throw broken(archive, `${path} cannot be unpacked`, cause);
  });
  return new Uint8Array(await blob.arrayBuffer());
}

export function broken({ name }: GalleryArchive, reason: string, cause?: unknown): AppError {
  return new AppError(
    'gallery-invalid',
    `${name} cannot be opened as a gallery: ${reason}.`,
    'Export the gallery once more, or pack its whole folder as a ZIP.',
    { cause },
  );
}

import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import { unknownGallery } from './folders';

/**
 * A gallery that is there, to be changed.
 * @param out folder of the galleries
 * @throws AppError gallery-unknown | gallery-invalid, and errors of the file system
 */
export async function openGallery(
  out: string,
  id: string,
): Promise<{ readonly folder: string; readonly gallery: GalleryManifest }> {
  const folder = join(out, id);
  const path = join(folder, 'gallery.json');
  if (!existsSync(path)) throw unknownGallery(out, id);
  return { folder, gallery: parseGallery(JSON.parse(await readFile(path, 'utf8'))) };
}

/** Embeddings of a gallery as they are stored. @returns normalized rows, [items * dim] */
export async function storedEmbeddings(
  folder: string,
  { dim, items, embeddings }: GalleryManifest,
): Promise<Float32Array> {
  const bytes = new Uint8Array(await readFile(join(folder, embeddings.file)));
  return readEmbeddings(bytes, embeddings.dtype, dim, items.length);
}

/**
 * Replaces a gallery's `gallery.json` at once: whoever reads meanwhile gets the whole of one or the other.
 * @param changed checked before it is written
 * @returns what was written
 * @throws AppError gallery-invalid, and errors of the file system
 */
export async function replaceManifest(folder: string, changed: unknown): Promise<GalleryManifest> {
  const path = join(folder, 'gallery.json');
  const gallery = parseGallery(changed);
  await writeFile(`${path}.new`, `${JSON.stringify(gallery, null, 1)}\n`);
  await rename(`${path}.new`, path);
  return gallery;
}

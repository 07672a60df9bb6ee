import { existsSync, readdirSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { type DraftPlaces, draftFolder } from './draft';

/**
 * Deletes a gallery, and what an unfinished build of it left.
 * @throws AppError gallery-unknown
 */
export async function removeGallery(places: DraftPlaces, id: string): Promise<void> {
  const { out, drafts } = places;
  const all = [join(out, id), draftFolder(places, id)];
  const there = all.filter((folder) => existsSync(folder));
  if (there.length === 0) throw unknownGallery(out, id);
  for (const folder of there) {
    // Moved out of sight first: stopped halfway, no gallery with half of its images is left.
    const gone = join(folder === all[0] ? out : drafts, `.${id}.removed`);
    await rm(gone, { recursive: true, force: true });
    await rename(folder, gone);
    await rm(gone, { recursive: true, force: true });
  }
}

export function unknownGallery(out: string, id: string): AppError {
  const names = existsSync(out) ? readdirSync(out) : [];
  const there = names.filter((name) => existsSync(join(out, name, 'gallery.json')));
  return new AppError(
    'gallery-unknown',
    `There is no gallery "${id}" in ${out}.`,
    there.length > 0 ? `These are there: ${there.join(', ')}.` : 'Build one first.',
  );
}

/** Bytes of all files below a folder. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import type { GalleryItem } from '@/lib/gallery/types';

/**
 * Finds the pictures of a gallery's items in a folder, by their names without endings.
 * @param from as it was asked for; undefined for the gallery's own pictures
 * @returns a function that gives an item's path and throws AppError file-missing
 * @throws AppError file-missing where the folder cannot be read
 */
export async function picturesOf(
  gallery: string,
  from: string | undefined,
): Promise<(item: GalleryItem) => string> {
  const folder = from ?? join(gallery, 'images');
  const files = await readdir(folder).catch((cause) => {
    throw new AppError(
      'file-missing',
      `There are no pictures in ${folder}.`,
      'Name the folder that holds them with --from.',
      { cause },
    );
  });
  const paths = new Map(files.map((file) => [parse(file).name, join(folder, file)]));
  return ({ id, file }) => {
    const path = paths.get(parse(file).name) ?? paths.get(id);
    if (path !== undefined) return path;
    throw new AppError(
      'file-missing',
      `${file} is not among the pictures${from === undefined ? '' : ` of ${from}`}; the gallery stays as it was.`,
      'Bring its pictures, or name the folder that holds them with --from.',
    );
  };
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { gallerySource } from './gallery';
import { parquetSource } from './parquet';
import type { ColumnNames } from './schema';
import type { Source } from './types';

const PARQUET = /\.(geo)?parquet$/i;

/**
 * The sources that a path means: a gallery, a folder of galleries, a Parquet file, or a folder of them, by name.
 * @throws AppError file-missing | file-invalid | gallery-invalid
 */
export async function openSources(path: string, columns: ColumnNames): Promise<Source[]> {
  if (!existsSync(path)) {
    throw new AppError('file-missing', `There is no ${path}.`, 'Give a gallery or Parquet files.');
  }
  if (!statSync(path).isDirectory()) return [await parquetSource(path, columns)];
  if (isGallery(path)) return [await gallerySource(path)];
  const names = readdirSync(path).sort((a, b) => a.localeCompare(b, 'en'));
  const files = names.filter((name) => PARQUET.test(name));
  const galleries = names.filter((name) => isGallery(join(path, name)));
  if (files.length === 0 && galleries.length === 0) {
    throw new AppError(
      'file-missing',
      `There is neither a gallery nor a Parquet file in ${path}.`,
      'Give a folder with gallery.json, a folder of such folders, or files that end in .parquet.',
    );
  }
  const sources: Source[] = [];
  for (const name of galleries) sources.push(await gallerySource(join(path, name), true));
  for (const name of files) sources.push(await parquetSource(join(path, name), columns));
  return sources;
}

function isGallery(folder: string): boolean {
  return existsSync(join(folder, 'gallery.json'));
}

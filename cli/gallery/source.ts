import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { categoryOfFile } from '@/lib/categories/categories';
import { AppError } from '@/lib/errors/errors';
import { readCaptions } from './captions';
import { makeIds } from './ids';
import type { BuildOptions } from './options';

/** An image that the gallery should hold. */
export interface SourceItem {
  readonly id: string;
  /** Relative to the folder, as messages name it. */
  readonly file: string;
  readonly path: string;
  readonly captions?: readonly string[];
  readonly category?: string;
}

/** Those that cannot be read are taken too: they are reported, not passed over in silence. */
const ENDINGS = /\.(jpe?g|jfif|png|webp|avif|gif|tiff?|heic|heif|bmp|jp2|jxl|svg)$/i;

/**
 * The images to take: those that the captions file names, in its order; without one, all below the folder.
 * Nothing is opened yet.
 * @throws AppError file-missing | file-invalid
 */
export async function readSource(options: BuildOptions): Promise<SourceItem[]> {
  const { folder } = options;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new AppError(
      'file-missing',
      `There is no folder ${folder}.`,
      'Give the folder of images.',
    );
  }
  const captionsFile = options.captions ?? captionsOfSplit(folder, options.split);
  const rows = captionsFile
    ? unique(await readCaptions(captionsFile, options.split))
    : (await imagesBelow(folder)).map((file) => ({ file, captions: [], category: undefined }));
  if (rows.length === 0) {
    throw new AppError(
      'file-invalid',
      `There is no image in ${folder}.`,
      'Files that end in .jpg, .png, .webp, .avif, .gif or .tif are taken.',
    );
  }
  const ids = makeIds(rows.map(({ file }) => file));
  return rows.map(({ file, captions, category }, i) => {
    const named = category ?? categoryOf(file);
    return {
      id: ids[i] as string,
      file,
      path: join(folder, file),
      ...(captions.length > 0 && { captions }),
      ...(named && { category: named }),
    };
  });
}

function captionsOfSplit(folder: string, split: string | undefined): string | undefined {
  if (!split) return undefined;
  const places = [join(folder, `${split}.jsonl`), join(dirname(folder), `${split}.jsonl`)];
  const found = places.find((path) => existsSync(path));
  if (found) return found;
  throw new AppError(
    'file-missing',
    `There is no ${places.join(' and no ')}.`,
    'Name the captions file by --captions.',
  );
}

/** A file that is named twice is one item with the captions of both. */
function unique<T extends { readonly file: string; readonly captions: readonly string[] }>(
  rows: readonly T[],
): T[] {
  const byFile = new Map<string, T>();
  for (const row of rows) {
    const before = byFile.get(row.file);
    byFile.set(
      row.file,
      before ? { ...before, captions: [...before.captions, ...row.captions] } : row,
    );
  }
  return [...byFile.values()];
}

async function imagesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry) => ENDINGS.test(entry) && !/(^|\/)\./.test(entry))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** RSICD's prefix; else the folder that the image lies in. */
function categoryOf(file: string): string | undefined {
  const folder = file.split('/').at(-2);
  return categoryOfFile(file) ?? folder?.replace(/[-_]+/g, ' ').toLowerCase();
}

import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { categoryOfFile } from '@/lib/categories/categories';
import { AppError } from '@/lib/errors/errors';
import { makeIds } from '@/lib/gallery/ids';
import { FORMATS_READ } from '@/lib/image/formats/names';
import { readCaptions } from './captions';
import { onDisk } from './disk';
import type { BuildOptions } from './options';
import { imagesBelow, reasonOf } from './walk';

/** Content that a gallery is built from: a file (disk.ts), or anything else that gives bytes. */
export interface Readable {
  /**
   * Content with the same state as at an earlier build is not embedded again.
   * @returns size, and the time of the last change, ms
   * @throws AppError file-missing: the image is skipped
   */
  state(): Promise<{ readonly bytes: number; readonly changed: number }>;
  /** @throws AppError file-missing: the image is skipped */
  read(): Promise<Uint8Array>;
}

/** An image that the gallery should hold. */
export interface SourceItem extends Readable {
  readonly id: string;
  /** Relative to the folder, as messages name it. */
  readonly file: string;
  readonly captions?: readonly string[];
  readonly category?: string;
  readonly tags?: readonly string[];
  /** Ground that a pixel covers, m. */
  readonly metresPerPixel?: number;
  readonly split?: string;
}

/** What a build begins with. */
export interface Source {
  readonly items: readonly SourceItem[];
  /** Files and folders that could not be read, each with its reason. */
  readonly refused: readonly string[];
}

/**
 * The images to take: those that the captions file names, in its order; without one, all below the folder.
 * Nothing is opened yet.
 * @throws AppError file-missing | file-invalid
 */
export async function readSource(options: BuildOptions): Promise<Source> {
  const { folder } = options;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new AppError(
      'file-missing',
      `There is no folder ${folder}.`,
      'Give the folder of images.',
    );
  }
  const captionsFile = options.captions ?? captionsOfSplit(folder, options.split);
  const walked = captionsFile ? null : await walk(folder, options.exclude);
  const rows = captionsFile
    ? unique(await readCaptions(captionsFile, options.split))
    : (walked?.files ?? []).map((file) => ({ file, captions: [], category: undefined }));
  if (rows.length === 0) {
    throw new AppError(
      'file-invalid',
      `There is no image in ${folder}.`,
      walked && walked.refused.length > 0
        ? `What could not be read: ${walked.refused.slice(0, 5).join(' ')}`
        : `${FORMATS_READ} files are taken, by their endings.`,
    );
  }
  const ids = makeIds(rows.map(({ file }) => file));
  const items = rows.map(({ file, captions, category }, i) => {
    // A folder's name is not taken as a category: it may mean anything.
    const named = category ?? categoryOfFile(file);
    return {
      id: ids[i] as string,
      file,
      ...onDisk(file, pathOf(folder, file)),
      ...(captions.length > 0 && { captions }),
      ...(named && { category: named }),
    };
  });
  return { items, refused: walked?.refused ?? [] };
}

function walk(folder: string, exclude: readonly string[]) {
  return imagesBelow(folder, exclude).catch((cause: unknown) => {
    throw new AppError(
      'file-missing',
      `The folder ${folder} cannot be read: ${reasonOf(cause)}.`,
      'Allow reading it, or give another folder.',
      { cause },
    );
  });
}

/** A captions file that was written on Windows may part folders by backslashes; elsewhere they belong to names. */
function pathOf(folder: string, file: string): string {
  const path = join(folder, file);
  if (!file.includes('\\') || existsSync(path)) return path;
  return join(folder, file.replaceAll('\\', '/'));
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

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { categoryOfFile } from '@/lib/categories/categories';
import { AppError } from '@/lib/errors/errors';
import type { Problem } from '@/lib/evaluation/types';
import { textOf } from '@/lib/json/text';
import { parseRow, ROW_SHAPE } from './dataset-row';
import { NAMES_PARTED, type NameOf } from './names';

/** One image with what is known of it. */
export interface DataItem {
  /** As the captions file names it. */
  readonly file: string;
  readonly path: string;
  readonly captions: readonly string[];
  /** In the words of a prompt. */
  readonly category?: string;
  /** Words for the things in it, complete over the data set; undefined where they are not listed. */
  readonly labels?: readonly string[];
  /** Of a built gallery: its embedding there, normalized, [dim]; stands in where the image cannot be read. */
  readonly built?: Float32Array;
  /** False where the image did not come with the gallery. */
  readonly image?: boolean;
}

export interface Dataset {
  /** Name of the folder, without its path; id of the gallery. */
  readonly name: string;
  /** Name of the captions file, without its ending; GALLERY_SPLIT of a built gallery. */
  readonly split: string;
  readonly items: readonly DataItem[];
  readonly problems: readonly Problem[];
  /** Path of the ground truth, where the folder has one. */
  readonly truth?: string;
}

const TRUTH = 'scenes.jsonl';

/**
 * Reads a folder of images with a captions file: FOLDER/{split}.jsonl names images of FOLDER/images, or of FOLDER
 * where it has no folder `images`. Images are not opened yet.
 * @param split left out: test.jsonl, else captions.jsonl, else the folder's only other .jsonl, else scenes.jsonl, which
 *   has captions too
 * @param nameOf what categories and labels are called; left out, their words are parted
 * @throws AppError file-missing | file-invalid
 */
export function readDataset(
  folder: string,
  split?: string,
  nameOf: NameOf = NAMES_PARTED,
): Dataset {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new AppError(
      'file-missing',
      `There is no folder ${folder}.`,
      'Give the folder that holds the images and their captions file by --data.',
    );
  }
  const captionsFile = findCaptions(folder, split);
  const inside = join(folder, 'images');
  const images = existsSync(inside) && statSync(inside).isDirectory() ? inside : folder;
  const items: DataItem[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  textOf(readFileSync(captionsFile), captionsFile)
    .split('\n')
    .forEach((line, i) => {
      if (line.trim() === '') return;
      const row = parseRow(line, `${captionsFile}:${i + 1}`);
      const captions = row.captions.filter((caption) => caption.trim() !== '');
      if (seen.has(row.filename)) {
        problems.push({ file: row.filename, message: `named twice, again in line ${i + 1}` });
      } else if (captions.length === 0 && !row.category && !row.labels) {
        problems.push({ file: row.filename, message: `has no caption in line ${i + 1}` });
      } else {
        const category = row.category ?? categoryOfName(row.filename);
        items.push({
          file: row.filename,
          path: join(images, row.filename),
          captions,
          category: category === undefined ? undefined : nameOf(category),
          ...(row.labels && { labels: [...new Set(row.labels.map(nameOf))] }),
        });
      }
      seen.add(row.filename);
    });
  if (items.length === 0) {
    throw new AppError(
      'file-invalid',
      `${captionsFile} names no image with captions, a category or labels.`,
      `Write one line an image: ${ROW_SHAPE}`,
    );
  }
  const name = basename(resolve(folder));
  const truth = join(folder, TRUTH);
  return {
    name,
    split: basename(captionsFile, '.jsonl'),
    items,
    problems,
    ...(existsSync(truth) && { truth }),
  };
}

/** `limit` items spread evenly over the list, so that a list in order of categories keeps all of them. */
export function limitItems(items: readonly DataItem[], limit: number): DataItem[] {
  if (limit >= items.length) return [...items];
  const step = items.length / limit;
  return Array.from({ length: limit }, (_, i) => items[Math.floor(i * step)] as DataItem);
}

function findCaptions(folder: string, split: string | undefined): string {
  const all = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const there = all.length > 1 ? all.filter((file) => file !== TRUTH) : all;
  const wanted = split ? [`${split}.jsonl`] : ['test.jsonl', 'captions.jsonl'];
  const found =
    wanted.find((file) => there.includes(file)) ??
    (!split && there.length === 1 ? there[0] : undefined);
  if (found) return join(folder, found);
  throw new AppError(
    'file-missing',
    `There is no captions file ${join(folder, wanted[0] as string)}.`,
    there.length > 0
      ? `Name one of these by --split: ${there.map((file) => basename(file, '.jsonl')).join(', ')}.`
      : `Put a file there with one line an image: ${ROW_SHAPE}`,
  );
}

/** RSICD's prefix; else the folder the image lies in; else the file name up to its first `_`. */
function categoryOfName(file: string): string | undefined {
  const parts = file.split('/');
  const prefix = parts.at(-1)?.match(/^([^_]+)_/)?.[1];
  const name = categoryOfFile(file) ?? parts.at(-2) ?? prefix;
  return name;
}

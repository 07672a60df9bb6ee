import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { ProgressBar } from '../../shared/progress';
import { onDisk } from '../disk';
import type { SourceItem } from '../source';
import { CLASSES, sentencesOf, TAGS } from './words';

const SPLITS = ['train', 'valid', 'test'] as const;
/** Of a photograph as it ships: the 256 px look as the originals do, at half their bytes. */
const QUALITY = 70;
/** Ground that a pixel of UC Merced Land Use covers, m. */
const METRES_PER_PIXEL = 0.3;

interface Row {
  readonly file: string;
  readonly category: string;
  readonly labels: readonly string[];
  readonly split: string;
}

/**
 * The 2,100 photographs of UC Merced Land Use with their facts. A photograph that the gallery holds already is taken
 * as it is: it ships once, and a rebuild changes embeddings alone.
 *
 * @param from the folder that holds `ucm/`
 * @param gallery the gallery's own folder
 * @param cache where photographs that are new are written
 * @throws AppError file-missing | file-invalid, naming file and line
 */
export async function aerialSource(
  from: string,
  gallery: string,
  cache: string,
  signal: AbortSignal,
): Promise<SourceItem[]> {
  const folder = join(from, 'ucm');
  const rows = (await Promise.all(SPLITS.map((split) => readRows(folder, split)))).flat();
  rows.sort((a, b) => a.file.localeCompare(b.file, 'en'));
  await mkdir(cache, { recursive: true });
  const bar = new ProgressBar('photographs', rows.length);
  const items: SourceItem[] = [];
  for (const [turn, { file, category, labels, split }] of rows.entries()) {
    signal.throwIfAborted();
    const id = file.replace(/\.[^.]+$/, '');
    const shipped = join(gallery, 'images', `${id}.webp`);
    const path = existsSync(shipped) ? shipped : join(cache, `${id}.webp`);
    if (!existsSync(path)) await writePhotograph(join(folder, 'images', file), path);
    items.push({
      id,
      file: `${id}.webp`,
      ...onDisk(`${id}.webp`, path),
      category: (CLASSES[category] as (typeof CLASSES)[string]).name,
      tags: labels.map((label) => (TAGS[label] as (typeof TAGS)[string]).name),
      metresPerPixel: METRES_PER_PIXEL,
      split,
      captions: sentencesOf(category, labels, turn),
    });
    bar.step();
  }
  bar.done();
  return items;
}

async function readRows(folder: string, split: string): Promise<Row[]> {
  const path = join(folder, `${split}.jsonl`);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'file-missing',
      `There is no ${path}.`,
      'Name the folder that holds ucm/ with --from.',
      { cause },
    );
  });
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const at = new JsonReader(
      JSON.parse(line),
      '',
      (what) =>
        new AppError('file-invalid', `${path}, line ${i + 1}: ${what}.`, 'Get the file again.'),
    );
    const category = at.field('category').oneOf(Object.keys(CLASSES));
    const labels = at.field('labels').list();
    return [
      {
        file: at.field('filename').file(),
        category,
        labels: labels.map((label) => label.oneOf(Object.keys(TAGS))),
        split,
      },
    ];
  });
}

async function writePhotograph(from: string, to: string): Promise<void> {
  const bytes = await sharp(await readFile(from))
    .webp({ quality: QUALITY, effort: 6, smartSubsample: true })
    .toBuffer();
  await writeFile(to, bytes);
}

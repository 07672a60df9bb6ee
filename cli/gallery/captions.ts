import { readFile } from 'node:fs/promises';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { textOf } from '@/lib/json/text';

/** What a captions file says of one image. */
export interface CaptionRow {
  /** Relative to the folder of images. */
  readonly file: string;
  readonly captions: readonly string[];
  readonly category?: string;
  readonly split?: string;
}

/**
 * Reads JSON lines of `{filename, captions, category?, split?}`, or the one JSON object `{images: [{filename, split,
 * sentences: [{raw}]}]}` in which RSICD, UCM and Sydney come.
 *
 * @param split only rows of this split; rows that name none belong to all
 * @throws AppError file-missing | file-invalid, naming the line or the field
 */
export async function readCaptions(path: string, split?: string): Promise<CaptionRow[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const advice = 'Give a file of JSON lines by --captions.';
    throw new AppError('file-missing', `The captions file ${path} cannot be read.`, advice, {
      cause,
    });
  });
  const text = textOf(bytes, path);
  const all = datasetOf(text) ? readDatasetJson(text, path) : readLines(text, path);
  const rows = all.filter((row) => !split || !row.split || row.split === split);
  if (rows.length > 0) return rows;
  const splits = [...new Set(all.flatMap((row) => row.split ?? []))];
  throw new AppError(
    'file-invalid',
    `${path} names no image${split ? ` of the split "${split}"` : ''}.`,
    splits.length > 0 ? `Its splits are ${splits.join(', ')}.` : 'Write one line an image.',
  );
}

function datasetOf(text: string): boolean {
  return /^\s*\{\s*"(images|dataset)"\s*:/.test(text);
}

function readLines(text: string, path: string): CaptionRow[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const at = reader(line, `${path}, line ${i + 1}`);
    return [
      {
        file: fileIn(at.field('filename')),
        ...readRest(at, at.optional('captions')?.list() ?? []),
      },
    ];
  });
}

function readDatasetJson(text: string, path: string): CaptionRow[] {
  return reader(text, path)
    .field('images')
    .list()
    .map((at) => {
      const sentences = at.optional('sentences')?.list() ?? [];
      const captions = sentences.map((sentence) => sentence.field('raw'));
      return { file: fileIn(at.field('filename')), ...readRest(at, captions) };
    });
}

/** Below the folder; backslashes may part folders, or belong to a name: source.ts looks which is there. */
function fileIn(at: JsonReader): string {
  const file = at.string();
  const parts = file.split(/[/\\]/);
  const inside = parts.every((part) => part !== '' && part !== '..' && part !== '.');
  if (!inside || /^[A-Za-z]:/.test(file)) at.fail('must be a file name inside its folder');
  return file;
}

function readRest(at: JsonReader, captions: readonly JsonReader[]): Omit<CaptionRow, 'file'> {
  const texts = captions.map((caption) => {
    if (typeof caption.value !== 'string') caption.fail('must be a text');
    return caption.value as string;
  });
  const category = at.optional('category');
  const split = at.optional('split');
  return {
    captions: texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== ''),
    ...(category && { category: category.string() }),
    ...(split && { split: split.string() }),
  };
}

function reader(text: string, place: string): JsonReader {
  const error = (what: string, cause?: unknown): AppError =>
    new AppError(
      'file-invalid',
      `${place}: ${what}.`,
      'A line looks like this: {"filename": "x_1.jpg", "captions": ["…"]}',
      { cause },
    );
  try {
    return new JsonReader(JSON.parse(text), '', error);
  } catch (cause) {
    throw error('not JSON', cause);
  }
}

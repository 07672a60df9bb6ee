import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import type { DataItem } from '../dataset';

/** Left, top, right, bottom, px of the picture; may reach beyond it. */
export type Box = readonly [number, number, number, number];

/** A picture whose things of one kind are boxed, all of them. */
export interface BoxedPicture extends DataItem {
  readonly boxes: readonly Box[];
  /** Things of other kinds: neither right nor wrong. */
  readonly others: readonly Box[];
}

/** The class that a word is asked for, where boxes have one. */
const FIRST_CLASS = 0;

/**
 * Reads a file of boxes: rows `{filename, boxes}` or `{filename, buildings}`, a JSON array or JSON lines. A box is
 * `[x0, y0, x1, y1]`, or has its class before these: of classes, the first (0) is what is asked for.
 * Pictures are in `images/` beside the file, or beside it.
 * @throws AppError file-missing | file-invalid
 */
export function readBoxes(path: string): BoxedPicture[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const advice = 'Give a file of boxes by --boxes.';
    throw new AppError('file-missing', `The boxes ${path} cannot be read.`, advice, { cause });
  }
  const inside = join(dirname(path), 'images');
  const folder = existsSync(inside) ? inside : dirname(path);
  const pictures = rowsOf(text, path).map((row) => {
    const file = row.field('filename').string();
    const boxes = (row.optional('boxes') ?? row.field('buildings')).list().map(readBox);
    const isAsked = ({ kind }: { kind: number }) => kind === FIRST_CLASS;
    return {
      file,
      path: join(folder, file),
      captions: [],
      boxes: boxes.filter(isAsked).map(({ box }) => box),
      others: boxes.filter((box) => !isAsked(box)).map(({ box }) => box),
    };
  });
  if (pictures.some(({ boxes }) => boxes.length > 0)) return pictures;
  throw new AppError('file-invalid', `${path} holds no box.`, ADVICE);
}

const ADVICE = 'A row looks like this: {"filename": "x.jpg", "boxes": [[10, 20, 30, 40]]}';

function rowsOf(text: string, path: string): JsonReader[] {
  const reader = (value: string, place: string): JsonReader => {
    const error = (what: string, cause?: unknown) =>
      new AppError('file-invalid', `${place}: ${what}.`, ADVICE, { cause });
    try {
      return new JsonReader(JSON.parse(value), '', error);
    } catch (cause) {
      throw error('is not JSON', cause);
    }
  };
  if (text.trimStart().startsWith('[')) return reader(text, path).list();
  return text
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : reader(line, `${path}, line ${i + 1}`)));
}

function readBox(at: JsonReader): { kind: number; box: Box } {
  const numbers = at.list().map((value) => value.number());
  const [kind, ...rest] = numbers.length === 5 ? numbers : [FIRST_CLASS, ...numbers];
  const [x0, y0, x1, y1] = rest;
  if (rest.length !== 4 || !((x0 as number) < (x1 as number) && (y0 as number) < (y1 as number))) {
    at.fail(
      'must be [x0, y0, x1, y1] or [class, x0, y0, x1, y1], left before right, top before bottom',
    );
  }
  return { kind: kind as number, box: rest as unknown as Box };
}

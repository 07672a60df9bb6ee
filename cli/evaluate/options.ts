import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { AppError } from '@/lib/errors/errors';
import { SCALE_MAX, SCALE_MIN } from '@/lib/find/types';

export const USAGE = `npm run evaluate -- (--data FOLDER | --gallery ID | --boxes FILE --word WORD) [options]

  --data FOLDER      images with a captions file: FOLDER/images and FOLDER/NAME.jsonl
  --gallery ID       instead of --data: a built gallery, public/galleries/ID, as the Evaluate page does
  --split NAME       the captions file, without .jsonl (test)
  --names FILE       what categories and labels are called: {"golfcourse": "golf course"}; others have their words parted
  --boxes FILE       pictures whose things are boxed, to be asked for --word WORD; with --data or alone
  --model ID         a folder of public/models (compact)
  --public DIR       where models/ID and galleries/ID are (public)
  --json FILE        write every figure there
  --strict           stop at the first image or row that cannot be used
  --limit N          only N images, spread over the list
  --mosaics N        mosaics for localization; 0 leaves it out (300)
  --seed N           seed of mosaics, examples and crops (1)
  --presence N       images that are asked what they show, spread over the list; 0 leaves it out (all)
  --scale N          presence, ground truth and boxes: input pixels a pixel of the picture, 0.05 to 4 (as Find chooses)
  --threads N        cores to use (all, four at most)
  --own-words FILE   queries as people word them (models/own-words/test.json)

npm run evaluate -- calibrate --data FOLDER [--data FOLDER …] [--names FILE] [--model ID]
  fits on split valid of each how sure Find is of a word, and writes it into model.json

docs/evaluation.md says what each figure means.
`;

/** More do not make one small model faster. */
const MOST_THREADS = 4;

export interface Options {
  readonly source:
    | { readonly kind: 'folder'; readonly folder: string; readonly split?: string }
    | { readonly kind: 'gallery'; readonly id: string }
    | { readonly kind: 'none' };
  readonly names?: string;
  readonly boxes?: { readonly file: string; readonly word: string };
  /** Images that are asked what they show. */
  readonly presence: number;
  readonly model: string;
  /** Folder that holds `models/` and `galleries/`; left out, the project's own. */
  readonly public?: string;
  readonly json?: string;
  readonly strict: boolean;
  readonly limit: number;
  readonly mosaics: number;
  readonly seed: number;
  /** Px of the encoder's input a pixel of a scene with ground truth; left out, Find's choice. */
  readonly scale?: number;
  readonly threads: number;
  readonly ownWords?: string;
}

/**
 * Reads the command line.
 * @returns null where help was asked for
 * @throws AppError usage
 */
export function parseOptions(args: readonly string[]): Options | null {
  const values = parseValues(args);
  if (values.help) return null;
  return {
    source: sourceOf(values),
    ...(values.names !== undefined && { names: values.names }),
    ...boxesOf(values),
    presence:
      values.presence === undefined
        ? Number.POSITIVE_INFINITY
        : whole('presence', values.presence, 0),
    model: values.model,
    public: values.public,
    json: values.json,
    strict: values.strict,
    limit: values.limit === undefined ? Number.POSITIVE_INFINITY : whole('limit', values.limit, 1),
    mosaics: whole('mosaics', values.mosaics, 0),
    seed: whole('seed', values.seed, 0),
    ...(values.scale !== undefined && {
      scale: between('scale', values.scale, SCALE_MIN, SCALE_MAX),
    }),
    threads:
      values.threads === undefined
        ? Math.min(availableParallelism(), MOST_THREADS)
        : whole('threads', values.threads, 1),
    ownWords: values['own-words'],
  };
}

function boxesOf({ boxes, word }: Values): Pick<Options, 'boxes'> {
  if ((boxes === undefined) !== (word === undefined)) {
    throw usage('--boxes FILE and --word WORD go together.');
  }
  if (boxes === undefined || word === undefined) return {};
  if (word.trim() === '') throw usage('--word is empty.');
  return { boxes: { file: boxes, word: word.trim() } };
}

function sourceOf({ data, gallery, split, boxes }: Values): Options['source'] {
  if (data && gallery) throw usage('--data and --gallery exclude each other.');
  if (gallery) {
    if (split !== undefined) throw usage('A gallery has no --split.');
    return { kind: 'gallery', id: gallery };
  }
  if (!data && boxes !== undefined && split === undefined) return { kind: 'none' };
  if (!data) throw usage('--data is missing.');
  return { kind: 'folder', folder: data, ...(split !== undefined && { split }) };
}

type Values = ReturnType<typeof parseValues>;

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        gallery: { type: 'string' },
        split: { type: 'string' },
        model: { type: 'string', default: 'compact' },
        public: { type: 'string' },
        json: { type: 'string' },
        strict: { type: 'boolean', default: false },
        limit: { type: 'string' },
        mosaics: { type: 'string', default: '300' },
        seed: { type: 'string', default: '1' },
        scale: { type: 'string' },
        names: { type: 'string' },
        boxes: { type: 'string' },
        word: { type: 'string' },
        presence: { type: 'string' },
        threads: { type: 'string' },
        'own-words': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw usage(`--${name} must be a whole number, ${least} or more, not "${text}".`);
}

function between(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw usage(`--${name} must be a number from ${least} to ${most}, not "${text}".`);
}

function usage(message: string, cause?: unknown): AppError {
  return new AppError('usage', message, 'npm run evaluate -- --help lists what there is.', {
    cause,
  });
}

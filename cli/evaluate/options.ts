import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { AppError } from '@/lib/errors/errors';
import { SCALE_MAX, SCALE_MIN } from '@/lib/find/plan';

export const USAGE = `npm run evaluate -- (--data FOLDER | --gallery ID) [options]

  --data FOLDER      images with a captions file: FOLDER/images and FOLDER/NAME.jsonl
  --gallery ID       instead of --data: a built gallery, public/galleries/ID, as the Evaluate page does
  --split NAME       the captions file, without .jsonl (test)
  --model ID         a folder of public/models (compact)
  --public DIR       where models/ID and galleries/ID are (public)
  --json FILE        write every figure there
  --strict           stop at the first image or row that cannot be used
  --limit N          only N images, spread over the list
  --mosaics N        mosaics for localization; 0 leaves it out (300)
  --seed N           seed of the mosaics (1)
  --scale N          scenes with ground truth: input pixels a pixel of the scene, 0.05 to 4 (as Find chooses)
  --threads N        cores to use (all, four at most)
  --own-words FILE   queries as people word them (models/own-words/test.json)

docs/evaluation.md says what each figure means.
`;

/** More do not make one small model faster. */
const MOST_THREADS = 4;

export interface Options {
  readonly source:
    | { readonly kind: 'folder'; readonly folder: string; readonly split?: string }
    | { readonly kind: 'gallery'; readonly id: string };
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

function sourceOf({ data, gallery, split }: ReturnType<typeof parseValues>): Options['source'] {
  if (data && gallery) throw usage('--data and --gallery exclude each other.');
  if (gallery) {
    if (split !== undefined) throw usage('A gallery has no --split.');
    return { kind: 'gallery', id: gallery };
  }
  if (!data) throw usage('--data is missing.');
  return { kind: 'folder', folder: data, ...(split !== undefined && { split }) };
}

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

import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@/lib/errors/errors';
import { parseModelManifest } from '@/lib/model/manifest';
import type { PresenceSpec, WordCalibration } from '@/lib/model/types';
import { openModel } from '../shared/model';
import type { Console } from './command';
import { readDataset } from './dataset';
import { NAMES_PARTED, readNames } from './names';
import { collectCases } from './presence/collect';
import { calibrateDefault, calibrateWord, usualWeights, type WordCases } from './presence/fit';
import { Stages } from './stages';
import { printTable, share } from './table';

const ROOT = resolve(import.meta.dirname, '../..');
/** Chosen here, reported on `test`. */
const SPLIT = 'valid';
const MOST_THREADS = 4;

/**
 * `npm run evaluate -- calibrate`: fits, on split `valid` of data sets, how a map's maximum becomes the probability that
 * a word is in the picture, and writes it into model.json (`presence.words` and `presence.default`).
 * @throws AppError usage | file-… | model-…
 */
export async function calibrateCommand(
  args: readonly string[],
  signal: AbortSignal,
  { print, progress }: Console,
): Promise<void> {
  const { data, names, model, publicDir, threads } = parse(args);
  const nameOf = names === undefined ? NAMES_PARTED : readNames(names);
  const sets = data.map((folder) => readDataset(folder, SPLIT, nameOf));
  const encoder = await openModel(publicDir, model, { threads });
  const stages = new Stages(progress);
  try {
    const begin = (label: string, total: number) => stages.begin(label, total, { encoder, signal });
    const { cases, pictures } = await collectCases(sets, begin);
    stages.end();
    const presence = calibrationsOf(cases, pictures);
    write(join(publicDir, 'models', model, 'model.json'), presence);
    print(`${tableOf(presence)}\n`);
  } finally {
    await encoder.dispose();
  }
}

type Calibrations = Pick<PresenceSpec, 'default' | 'words'>;

/** @throws AppError file-invalid where no word has pictures enough */
export function calibrationsOf(cases: readonly WordCases[], pictures: number): Calibrations {
  const [first] = cases;
  if (!first) {
    throw new AppError(
      'file-invalid',
      'No word is named for pictures enough to calibrate it.',
      'Give data sets whose captions or labels name things, ten pictures a word at least.',
    );
  }
  // One map answers words that have no calibration: the one that answers most.
  const fallback = calibrateDefault(
    cases.filter(({ source }) => source === first.source),
    pictures,
  );
  const usual = usualWeights(cases);
  return {
    ...(fallback && { default: fallback }),
    words: Object.fromEntries(cases.map((word) => [word.word, calibrateWord(word, usual)])),
  };
}

/** @throws AppError model-invalid | file-invalid */
function write(path: string, calibrations: Calibrations): void {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { presence?: object };
  const threshold = { threshold: 0.5, ...manifest.presence }.threshold;
  const changed = { ...manifest, presence: { threshold, ...calibrations } };
  parseModelManifest(changed);
  try {
    // As the exporter of the models writes it.
    writeFileSync(path, `${JSON.stringify(changed, null, 1)}\n`);
  } catch (cause) {
    const advice = 'Check who may write there.';
    throw new AppError('file-invalid', `${path} cannot be written.`, advice, { cause });
  }
}

function tableOf({ words = {}, default: fallback }: Calibrations): string {
  const row = (name: string, { image, area = 0, right, n, source }: WordCalibration) => ({
    name,
    cells: [
      ...[image?.a ?? 0, image?.b ?? 0, image?.c ?? 0, area].map((value) => value.toPrecision(3)),
      share(right),
      n.toLocaleString('en'),
      source ?? '',
    ],
  });
  return printTable({
    title: 'Written into model.json',
    heads: ['map', 'bias', 'image', 'area', 'right', 'pictures', 'answered by'],
    rows: [
      ...Object.entries(words).map(([word, calibration]) => row(word, calibration)),
      ...(fallback ? [row('other words', fallback)] : []),
    ],
  });
}

function parse(args: readonly string[]) {
  let values: ReturnType<typeof read>;
  try {
    values = read(args);
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const { data = [], names, model } = values;
  if (data.length === 0) throw usage('--data is missing.');
  const threads = Number(values.threads ?? Math.min(availableParallelism(), MOST_THREADS));
  if (!(Number.isSafeInteger(threads) && threads > 0)) {
    throw usage(`--threads must be a whole number, 1 or more, not "${values.threads}".`);
  }
  return { data, names, model, threads, publicDir: values.public ?? join(ROOT, 'public') };
}

function read(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', multiple: true },
      names: { type: 'string' },
      model: { type: 'string', default: 'compact' },
      public: { type: 'string' },
      threads: { type: 'string' },
    },
  }).values;
}

function usage(message: string, cause?: unknown): AppError {
  return new AppError('usage', message, 'npm run evaluate -- --help says how to calibrate.', {
    cause,
  });
}

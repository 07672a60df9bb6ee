import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError } from '@/lib/errors/errors';
import { modelFilesOf } from '@/lib/evaluation/model-files';
import type { ModelManifest } from '@/lib/model/types';
import packageJson from '../../package.json';
import { openModel } from '../shared/model';
import { locateBoxes } from './boxes/locate-boxes';
import { type Dataset, limitItems, readDataset } from './dataset';
import { evaluate, type Figures, type Task } from './evaluate';
import { readGalleryData } from './gallery-data';
import { NAMES_PARTED, readNames } from './names';
import { type Options, parseOptions, USAGE } from './options';
import { readOwnWords } from './own-words';
import type { BoxFigures, Report } from './report';
import { prepareReport, writeReport } from './report-file';
import { Stages } from './stages';
import { printReport } from './tables';

const ROOT = resolve(import.meta.dirname, '../..');
/** Figures were made, but something had to be left out. */
const EXIT_INCOMPLETE = 3;

/** Where a command writes: results and progress. */
export interface Console {
  readonly print: (text: string) => void;
  readonly progress: NodeJS.WritableStream;
}

/**
 * `npm run evaluate`.
 * @returns the exit code of a run that made figures: 0, or 3 where something was left out
 * @throws AppError where there are none
 */
export async function evaluateCommand(
  args: readonly string[],
  signal: AbortSignal,
  { print, progress }: Console,
): Promise<number> {
  const options = parseOptions(args);
  if (!options) {
    print(USAGE);
    return 0;
  }
  if (options.json) prepareReport(options.json);
  const report = await makeReport(options, signal, progress);
  print(printReport(report));
  if (options.json) writeReport(options.json, report);
  return report.skipped.length > 0 ? EXIT_INCOMPLETE : 0;
}

async function makeReport(
  options: Options,
  signal: AbortSignal,
  progress: NodeJS.WritableStream,
): Promise<Report> {
  const start = performance.now();
  const file = options.ownWords ?? join(ROOT, 'models/own-words/test.json');
  const ownWords = { file, queries: readOwnWords(file) };
  const publicDir = options.public ?? join(ROOT, 'public');
  const encoder = await openModel(publicDir, options.model, { threads: options.threads });
  try {
    const stages = new Stages(progress);
    const figures = await makeFigures(options, publicDir, { encoder, ownWords, signal, stages });
    return {
      ...figures,
      seconds: (performance.now() - start) / 1000,
      // Node gives KiB on every system.
      peakBytes: process.resourceUsage().maxRSS * 1024,
      stages: stages.seconds(),
      modelFiles: modelFilesOf(encoder.model),
      versions: {
        node: process.versions.node,
        'onnxruntime-web': packageJson.dependencies['onnxruntime-web'],
        sharp: packageJson.dependencies.sharp,
      },
      date: new Date().toISOString(),
    };
  } finally {
    await encoder.dispose();
  }
}

interface Means {
  readonly encoder: Encoder;
  readonly ownWords: Task['ownWords'];
  readonly signal: AbortSignal;
  readonly stages: Stages;
}

async function makeFigures(
  options: Options,
  publicDir: string,
  { encoder, ownWords, signal, stages }: Means,
): Promise<Figures> {
  const { mosaics, presence, seed, strict, scale, boxes } = options;
  const work = (label: string, total: number) => stages.begin(label, total, { encoder, signal });
  const boxFigures = boxes && (await locateBoxes({ ...boxes, seed, scale }, work));
  stages.end();
  if (options.source.kind === 'none' && boxFigures && boxes) {
    return onlyBoxes(encoder.model.id, boxes.file, boxFigures);
  }
  const data = await readData(options, publicDir, encoder.model);
  const task = { encoder, data, ownWords, mosaics, presence, seed, strict, scale, signal };
  return { ...(await evaluate(task, stages)), ...(boxFigures && { boxes: boxFigures }) };
}

/** A report on boxes alone. */
function onlyBoxes(model: string, file: string, boxes: BoxFigures): Figures {
  const none = { zeroShot: null, retrieval: null, localization: null, ownWords: null };
  const data = basename(dirname(resolve(file)));
  const split = basename(file, extname(file));
  return { model, data, split, images: boxes.whole.length, ...none, boxes, skipped: [] };
}

async function readData(
  { source, limit, strict, names }: Options,
  publicDir: string,
  model: ModelManifest,
): Promise<Dataset> {
  if (source.kind === 'none') throw new RangeError('there is no data to read');
  const whole =
    source.kind === 'gallery'
      ? await readGalleryData(publicDir, source.id, model)
      : readDataset(source.folder, source.split, names ? readNames(names) : NAMES_PARTED);
  const [problem] = whole.problems;
  if (strict && problem) {
    const advice = 'Repair the captions file, or leave --strict out.';
    throw new AppError('file-invalid', `${problem.file} ${problem.message}.`, advice);
  }
  return { ...whole, items: limitItems(whole.items, limit) };
}

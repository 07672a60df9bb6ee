import { join, resolve } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { modelFilesOf } from '@/lib/evaluation/model-files';
import type { ModelManifest } from '@/lib/model/types';
import packageJson from '../../package.json';
import { openModel } from '../shared/model';
import { type Dataset, limitItems, readDataset } from './dataset';
import { evaluate } from './evaluate';
import { readGalleryData } from './gallery-data';
import { type Options, parseOptions, USAGE } from './options';
import { readOwnWords } from './own-words';
import type { Report } from './report';
import { prepareReport, writeReport } from './report-file';
import { Stages } from './stages';
import { printReport } from './tables';

const ROOT = resolve(import.meta.dirname, '../..');
/** Figures were made, but something had to be left out. */
const EXIT_INCOMPLETE = 3;

/** Where a command speaks: results here, progress there. */
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
    const data = await readData(options, publicDir, encoder.model);
    const { mosaics, seed, strict } = options;
    const stages = new Stages(progress);
    const { scale } = options;
    const asked = { mosaics, seed, strict, ...(scale !== undefined && { scale }) };
    const task = { encoder, data, ownWords, ...asked, signal };
    const figures = await evaluate(task, stages);
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

async function readData(
  { source, limit, strict }: Options,
  publicDir: string,
  model: ModelManifest,
): Promise<Dataset> {
  const whole =
    source.kind === 'gallery'
      ? await readGalleryData(publicDir, source.id, model)
      : readDataset(source.folder, source.split);
  const [problem] = whole.problems;
  if (strict && problem) {
    const advice = 'Repair the captions file, or leave --strict out.';
    throw new AppError('file-invalid', `${problem.file} ${problem.message}.`, advice);
  }
  return { ...whole, items: limitItems(whole.items, limit) };
}

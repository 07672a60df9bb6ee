import { join } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { defaultFiles } from '@/lib/model/manifest';
import { writeGalleryList } from '../shared/gallery-list';
import { openModel, readModel } from '../shared/model';
import { nativeRuntime } from '../shared/native';
import { ProgressBar } from '../shared/progress';
import { complete, waitingGallery } from './complete';
import { Draft } from './draft';
import type { IndexReport } from './index-file';
import type { BuildOptions } from './options';
import { isDone, processImage } from './process-image';
import { readSource, type SourceItem } from './source';
import { writeGallery } from './write';

/** Raise it when what is kept of an image changes. */
const DRAFT_VERSION = 1;

/** Errors of one image that do not end the run. */
const SKIPPED = /^(image-|file-missing)/;

/** What became of a build, for the summary. */
export interface Built {
  readonly folder: string;
  readonly items: number;
  readonly skipped: readonly string[];
  readonly resumed: number;
  /** Left out where the index was there already. */
  readonly index?: IndexReport;
}

/**
 * Builds a gallery. It grows in a draft folder, which is not visible until it is complete and from which a later run
 * continues.
 *
 * @throws AppError file-missing | file-invalid | model-… | cancelled, and errors of the file system
 */
export async function build(options: BuildOptions, signal: AbortSignal): Promise<Built> {
  const { items, refused } = await readSource(options);
  const wanted = options.captionsWanted ? items : items.map(({ captions: _, ...item }) => item);
  for (const reason of refused) process.stderr.write(`Skipped ${reason}\n`);
  const built = await buildFrom(wanted, options, signal);
  return { ...built, skipped: [...refused, ...built.skipped] };
}

/** The same for items that another source gives. */
export async function buildFrom(
  source: readonly SourceItem[],
  options: BuildOptions,
  signal: AbortSignal,
): Promise<Built> {
  const model = await readModel(options.publicDir, options.model);
  const waiting = await waitingGallery(options, source, model);
  if (waiting) {
    const encoder = await openModel(options.publicDir, model.id, {
      vision: false,
      threads: options.threads,
    });
    try {
      return await complete(waiting, source, encoder, options, signal);
    } finally {
      await encoder.dispose();
    }
  }
  const { images, thumbs } = options;
  const settings = [
    DRAFT_VERSION,
    model.id,
    defaultFiles(model).vision.sha256,
    images,
    thumbs.side,
    thumbs.quality,
  ];
  const draft = await Draft.open(options, options.id, settings.join(' '));
  const { threads } = options;
  const given = await nativeRuntime((message) => process.stderr.write(`${message}\n`));
  const encoder = await openModel(options.publicDir, options.model, { threads, given });
  try {
    const { skipped, resumed } = await embedAll(source, encoder, draft, options, signal);
    const items = source.filter(({ id }) => draft.done.has(id) && !skipped.has(id));
    if (items.length === 0) {
      throw new AppError(
        'file-invalid',
        `None of the ${source.length} images could be read.`,
        'See the reasons above; the gallery was not written.',
      );
    }
    const index = await writeGallery(items, encoder, draft, options, signal);
    await writeListFor(options);
    const folder = join(options.out, options.id);
    const reasons = source.flatMap(({ id }) => skipped.get(id) ?? []);
    return { folder, items: items.length, skipped: reasons, resumed, index };
  } finally {
    await encoder.dispose();
  }
}

/** Refreshes the page's list where the gallery is one that the page can see. */
export async function writeListFor({ out, publicDir }: { out: string; publicDir: string }) {
  if (out === join(publicDir, 'galleries')) await writeGalleryList(publicDir);
}

async function embedAll(
  source: readonly SourceItem[],
  encoder: Encoder,
  draft: Draft,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<{ skipped: Map<string, string>; resumed: number }> {
  const done = await Promise.all(source.map((item) => isDone(item, draft)));
  const missing = source.filter((_, i) => !done[i]);
  const resumed = source.length - missing.length;
  const skipped = new Map<string, string>();
  const bar = new ProgressBar('images', source.length, process.stderr, resumed);
  if (resumed > 0) bar.log(`Going on: ${resumed} of ${source.length} images are done already.`);
  const queue = missing.values();
  const work = async (): Promise<void> => {
    for (const item of queue) {
      if (signal.aborted) throw stopped(draft.done.size, source.length);
      try {
        await draft.add(await processImage(item, encoder, draft, options));
      } catch (error) {
        const { code, message } = reportOf(error);
        if (!SKIPPED.test(code)) throw error;
        skipped.set(item.id, `${item.file}: ${message}`);
        bar.log(`Skipped ${item.file}: ${message}`);
      }
      bar.step(1, item.file);
    }
  };
  // All settle before an error is passed on, so that nothing writes into the draft afterwards.
  const settled = await Promise.allSettled(Array.from({ length: options.jobs }, work));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  bar.done();
  return { skipped, resumed };
}

function stopped(done: number, total: number): AppError {
  return new AppError(
    'cancelled',
    `Stopped; ${done} of ${total} images are done and kept.`,
    'Run the same command again to go on, or "npm run gallery -- remove ID" to drop them.',
  );
}

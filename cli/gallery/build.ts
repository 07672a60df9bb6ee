import { join } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { defaultFiles } from '@/lib/model/manifest';
import { writeGalleryList } from '../shared/gallery-list';
import { openModel, readModel } from '../shared/model';
import { ProgressBar } from '../shared/progress';
import { complete, waitingGallery } from './complete';
import { Draft } from './draft';
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
}

/**
 * Builds a gallery. Until it is whole nothing of it is seen: it grows in a folder of its own, from which a later
 * run goes on.
 *
 * @throws AppError file-missing | file-invalid | model-… | cancelled, and errors of the file system
 */
export async function build(options: BuildOptions, signal: AbortSignal): Promise<Built> {
  const source = await readSource(options);
  const wanted = options.captionsWanted ? source : source.map(({ captions: _, ...item }) => item);
  return buildFrom(wanted, options, signal);
}

/** The same of items that somebody else has read. */
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
  const settings = [DRAFT_VERSION, model.id, defaultFiles(model).vision.sha256, options.images];
  const draft = await Draft.open(options, options.id, settings.join(' '));
  const encoder = await openModel(options.publicDir, options.model, { threads: options.threads });
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
    await writeGallery(items, encoder, draft, options, signal);
    await writeListFor(options);
    const folder = join(options.out, options.id);
    const reasons = source.flatMap(({ id }) => skipped.get(id) ?? []);
    return { folder, items: items.length, skipped: reasons, resumed };
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
  { jobs, images }: BuildOptions,
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
        await draft.add(await processImage(item, encoder, draft, images));
      } catch (error) {
        const { code, message } = reportOf(error);
        if (!SKIPPED.test(code)) throw error;
        skipped.set(item.id, `${item.file}: ${message}`);
        bar.log(`Skipped ${item.file}: ${message}`);
      }
      bar.step(1, item.file);
    }
  };
  // All settle before an error is passed on: nothing writes into the draft behind its back.
  const settled = await Promise.allSettled(Array.from({ length: jobs }, work));
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

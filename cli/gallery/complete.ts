import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { assertSameModel, parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import {
  LOCAL_CAPTIONS,
  LOCAL_FILE,
  type LocalItem,
  type LocalPart,
  merged,
} from '../shared/local';
import { ProgressBar } from '../shared/progress';
import type { Built } from './build';
import type { BuildOptions } from './options';
import { writePictures } from './process-image';
import type { SourceItem } from './source';
import { embedCaptions } from './write';
import { writeAsset } from './write-asset';

/**
 * The gallery that is there already and waits for its images: embedded by the same model, without a single image of
 * its own, and holding all that the source names.
 * @returns null where there is none: then the gallery is built
 */
export async function waitingGallery(
  { out, id, images }: BuildOptions,
  source: readonly SourceItem[],
  model: ModelManifest,
): Promise<GalleryManifest | null> {
  const path = join(out, id, 'gallery.json');
  if (!images || !existsSync(path)) return null;
  try {
    const gallery = parseGallery(JSON.parse(await readFile(path, 'utf8')));
    assertSameModel(gallery, model);
    const known = new Set(gallery.items.map((item) => item.id));
    const waits = gallery.items.every(({ image }) => image === false);
    return waits && source.every((item) => known.has(item.id)) ? gallery : null;
  } catch {
    return null;
  }
}

/**
 * Brings images, thumbnails and captions to a gallery that ships without them. Nothing that ships is changed and no
 * image is embedded again: images are stored beside it, and `local.json` lists them.
 * @throws AppError cancelled, and errors of the file system
 */
export async function complete(
  gallery: GalleryManifest,
  source: readonly SourceItem[],
  encoder: Encoder,
  { out, id, jobs }: BuildOptions,
  signal: AbortSignal,
): Promise<Built> {
  const folder = join(out, id);
  const draft = join(out, `.${id}.bringing`);
  await rm(draft, { recursive: true, force: true });
  for (const part of ['images', 'thumbs']) await mkdir(join(draft, part), { recursive: true });
  try {
    const { items, skipped } = await bring(source, draft, jobs, signal);
    const withCaptions = merged(gallery, { items });
    const captions = withCaptions.items.flatMap((item) => item.captions ?? []);
    const embedded = await embedCaptions(captions, encoder, signal);
    const local: LocalPart = {
      items,
      ...(embedded && {
        captionEmbeddings: {
          ...(await writeAsset(draft, LOCAL_CAPTIONS, embedded)),
          dtype: 'int8',
        },
        textSha256: defaultFiles(encoder.model).text.sha256,
      }),
    };
    parseGallery(merged(gallery, local));
    await writeFile(join(draft, LOCAL_FILE), `${JSON.stringify(local, null, 1)}\n`);
    signal.throwIfAborted();
    // Without local.json the gallery is as it was shipped, so this file is removed first and added last.
    const parts = [LOCAL_FILE, 'images', 'thumbs', LOCAL_CAPTIONS];
    for (const part of parts) await rm(join(folder, part), { recursive: true, force: true });
    for (const part of parts.reverse()) {
      if (existsSync(join(draft, part))) await rename(join(draft, part), join(folder, part));
    }
    return { folder, items: Object.keys(items).length, skipped, resumed: 0 };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function bring(
  source: readonly SourceItem[],
  draft: string,
  jobs: number,
  signal: AbortSignal,
): Promise<{ items: Record<string, LocalItem>; skipped: string[] }> {
  const brought = new Map<string, LocalItem>();
  const skipped: string[] = [];
  const bar = new ProgressBar('images', source.length);
  const queue = source.values();
  const work = async (): Promise<void> => {
    for (const item of queue) {
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.', 'Run the command again.');
      try {
        const picture = await writePictures(item, draft);
        brought.set(item.id, { ...picture, ...(item.captions && { captions: item.captions }) });
      } catch (error) {
        const { code, message } = reportOf(error);
        if (!/^(image-|file-missing)/.test(code)) throw error;
        skipped.push(`${item.file}: ${message}`);
      }
      bar.step(1, item.file);
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: jobs }, work));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  bar.done();
  if (brought.size === 0) {
    throw new AppError(
      'file-invalid',
      `None of the ${source.length} images could be read.`,
      'The gallery is as it was.',
    );
  }
  // In the source's order, whichever was done first.
  const items = Object.fromEntries(
    source.flatMap(({ id }) => {
      const item = brought.get(id);
      return item ? [[id, item]] : [];
    }),
  );
  return { items, skipped };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { parseGallery } from '@/lib/gallery/gallery';
import { readMerged } from '../shared/local';
import { readModel } from '../shared/model';
import { type Built, buildFrom } from './build';
import { onDisk } from './disk';
import { unknownGallery } from './folders';
import { type BuildOptions, type EmbedOptions, THUMBS } from './options';
import type { SourceItem } from './source';

/**
 * Makes a gallery's twin for another model: the same images, captions and categories, that model's embeddings. The
 * page opens it when the model is switched.
 * @throws AppError gallery-unknown | gallery-invalid | model-… | as build
 */
export async function embed(options: EmbedOptions, signal: AbortSignal): Promise<Built> {
  const { out, of, publicDir } = options;
  const folder = join(out, of);
  if (!existsSync(join(folder, 'gallery.json'))) throw unknownGallery(out, of);
  const gallery = parseGallery(await readMerged(folder));
  const model = await readModel(publicDir, options.model);
  if (gallery.model === model.id) {
    throw new AppError(
      'usage',
      `The gallery "${of}" is embedded by "${model.id}" already.`,
      'Name another model with --model; npm run model -- list names those that are there.',
    );
  }
  const source: SourceItem[] = gallery.items
    .filter(({ image }) => image !== false)
    .map(({ id, file, captions, category, tags, split, groundWidth, width }) => ({
      id,
      file,
      ...onDisk(file, join(folder, 'images', file)),
      ...(captions && { captions }),
      ...(category && { category }),
      ...(tags && { tags }),
      ...(split && { split }),
      ...(groundWidth && { metresPerPixel: groundWidth / width }),
    }));
  if (source.length === 0) {
    throw new AppError(
      'file-missing',
      `The gallery "${of}" has no images here that could be embedded.`,
      gallery.imagesCommand
        ? `Bring them first: ${gallery.imagesCommand}`
        : 'Build it again with its images.',
    );
  }
  const build: BuildOptions = {
    ...options,
    kind: 'build',
    folder: join(folder, 'images'),
    title: options.title ?? `${gallery.title} · ${model.title}`,
    attribution: gallery.attribution,
    license: gallery.license,
    images: true,
    thumbs: THUMBS,
    exclude: [],
    captionsWanted: true,
    indexWanted: gallery.index !== undefined,
  };
  return buildFrom(source, build, signal);
}

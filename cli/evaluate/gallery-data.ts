import { join } from 'node:path';
import { DiskAssetStore } from '@/lib/assets/disk';
import { AppError } from '@/lib/errors/errors';
import { GALLERY_SPLIT } from '@/lib/evaluation/types';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import { assertSameModel, parseGallery } from '@/lib/gallery/gallery';
import type { ModelManifest } from '@/lib/model/types';
import { withLocal } from '../shared/local';
import type { Dataset } from './dataset';

/**
 * Reads a built gallery as data to evaluate on: its images, its captions and its categories, as the Evaluate page
 * does. Images are not opened yet; where one cannot be, its embedding in the gallery stands in.
 * @param publicDir holds `galleries/<id>`
 * @throws AppError gallery-unknown | gallery-invalid | model-mismatch | asset-missing | asset-corrupt
 */
export async function readGalleryData(
  publicDir: string,
  id: string,
  model: ModelManifest,
): Promise<Dataset> {
  const store = new DiskAssetStore(publicDir);
  const folder = `galleries/${id}`;
  const json = await store.json(`${folder}/gallery.json`).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'asset-missing') throw error;
    const advice = 'npm run gallery -- list names those that are there.';
    throw new AppError('gallery-unknown', `There is no gallery "${id}".`, advice, { cause: error });
  });
  const gallery = parseGallery(await withLocal(join(publicDir, folder), json));
  assertSameModel(gallery, model);
  const { dim, embeddings } = gallery;
  const bytes = await store.bytes(folder, embeddings);
  const built = readEmbeddings(bytes, embeddings.dtype, dim, gallery.items.length);
  return {
    name: id,
    split: GALLERY_SPLIT,
    items: gallery.items.map(({ file, captions, category, image }, row) => ({
      file,
      path: join(publicDir, folder, 'images', file),
      captions: captions ?? [],
      ...(category !== undefined && { category }),
      built: built.subarray(row * dim, (row + 1) * dim),
      ...(image === false && { image }),
    })),
    problems: [],
  };
}

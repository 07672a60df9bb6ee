import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskAssetStore } from '@/lib/assets/disk';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { captionsOf, readEmbeddings } from '@/lib/gallery/embeddings';
import { assertSameModel, parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { sniffImage } from '@/lib/image/sniff';
import { createExactIndex } from '@/lib/search-index/exact';
import { openHnswIndex } from '@/lib/search-index/hnsw';
import type { VectorIndex } from '@/lib/search-index/types';
import { dot } from '@/lib/vector/vector';
import { unknownGallery } from './folders';

/** Images that are embedded again. */
const SAMPLE = 20;
const LEAST_COSINE = 0.9999;
const LEAST_RECALL = 0.98;

export interface Verified {
  readonly gallery: GalleryManifest;
  /** Share of the 10 nearest by exact search that the index finds, over all items; 0..1. */
  readonly recall: number;
  /** Least cosine of the sample embedded again with what is stored; null where the images did not come along. */
  readonly leastCosine: number | null;
  readonly problems: readonly string[];
}

/**
 * Opens every file of a gallery as the page would, and more: sizes and hashes, every image and thumbnail, the
 * index against exact search, a sample of the embeddings against the model.
 *
 * @param openEncoder opens the model by id; not called where no image can be embedded again
 * @throws AppError gallery-unknown | gallery-invalid | asset-…: what cannot be opened at all
 */
export async function verify(
  out: string,
  id: string,
  openEncoder: (model: string) => Promise<Encoder>,
): Promise<Verified> {
  if (!existsSync(join(out, id, 'gallery.json'))) throw unknownGallery(out, id);
  const store = new DiskAssetStore(out);
  const gallery = parseGallery(await store.json(`${id}/gallery.json`));
  const problems: string[] = [];
  if (gallery.id !== id) problems.push(`gallery.json calls it "${gallery.id}"`);
  const { dim, items, embeddings, captionEmbeddings } = gallery;
  const bytes = await store.bytes(id, embeddings);
  const matrix = readEmbeddings(bytes, embeddings.dtype, dim, items.length);
  if (captionEmbeddings) {
    const captions = await store.bytes(id, captionEmbeddings);
    readEmbeddings(captions, captionEmbeddings.dtype, dim, captionsOf(gallery).length);
  }
  const index = await openHnswIndex(await store.bytes(id, gallery.index), {
    dim,
    size: items.length,
  });
  const recall = recallAt10(index, createExactIndex(matrix, dim), matrix);
  index.dispose();
  if (recall < LEAST_RECALL)
    problems.push(`the index finds too little (recall@10 ${recall.toFixed(3)})`);
  for (const row of items.keys()) problems.push(...(await checkFiles(join(out, id), gallery, row)));
  const leastCosine = await embedAgain(join(out, id), gallery, matrix, openEncoder, problems);
  return { gallery, recall, leastCosine, problems };
}

/** Every item is looked for; the 10 nearest by exact search are right. */
export function recallAt10(index: VectorIndex, exact: VectorIndex, matrix: Float32Array): number {
  let found = 0;
  let wanted = 0;
  for (let row = 0; row < exact.size; row++) {
    const query = matrix.subarray(row * exact.dim, (row + 1) * exact.dim);
    const right = exact.search(query, 10);
    // Copies of an image tie: whichever of them comes is right.
    const least = (right.similarities.at(-1) ?? 0) - 1e-6;
    wanted += right.rows.length;
    found += index
      .search(query, 10)
      .similarities.filter((similarity) => similarity >= least).length;
  }
  return wanted === 0 ? 1 : Math.min(1, found / wanted);
}

async function checkFiles(
  folder: string,
  { items }: GalleryManifest,
  row: number,
): Promise<string[]> {
  const item = items[row] as GalleryManifest['items'][number];
  if (item.image === false) return [];
  const problems: string[] = [];
  for (const [name, sized] of [
    [`images/${item.file}`, true],
    [`thumbs/${item.id}.webp`, false],
  ] as const) {
    try {
      const { width, height } = sniffImage(
        new Uint8Array(await readFile(join(folder, name))),
        name,
      );
      if (sized && (width !== item.width || height !== item.height)) {
        problems.push(`${name} is ${width} x ${height} px, not ${item.width} x ${item.height}`);
      }
    } catch (error) {
      const { code, message } = reportOf(error);
      problems.push(code === 'internal' ? `${name} is not there` : message);
    }
  }
  return problems;
}

async function embedAgain(
  folder: string,
  gallery: GalleryManifest,
  matrix: Float32Array,
  openEncoder: (model: string) => Promise<Encoder>,
  problems: string[],
): Promise<number | null> {
  const { items, dim } = gallery;
  const step = Math.max(1, Math.floor(items.length / SAMPLE));
  const rows = [...items.keys()].filter((row) => row % step === 0 && items[row]?.image !== false);
  if (rows.length === 0) return null;
  try {
    const encoder = await openEncoder(gallery.model);
    assertSameModel(gallery, encoder.model);
    let least = 1;
    for (const row of rows.slice(0, SAMPLE)) {
      const { file } = items[row] as GalleryManifest['items'][number];
      const image = await decodeImage(
        new Uint8Array(await readFile(join(folder, 'images', file))),
        file,
      );
      const [encoding] = await encoder.encodeImages([toPixelValues(image, encoder.model.image)]);
      const stored = matrix.subarray(row * dim, (row + 1) * dim);
      const cosine = dot(encoding?.embedding as Float32Array, stored);
      if (cosine < LEAST_COSINE)
        problems.push(`${file} embeds to another vector (cosine ${cosine.toFixed(5)})`);
      least = Math.min(least, cosine);
    }
    await encoder.dispose();
    return least;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problems.push(error.message);
    return null;
  }
}

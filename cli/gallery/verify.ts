import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskAssetStore } from '@/lib/assets/disk';
import { hashDistance, parseHash } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import { SAME_BITS } from '@/lib/duplicates/same';
import type { Encoder } from '@/lib/encoder/encoder';
import { AppError, reportOf } from '@/lib/errors/errors';
import { captionsOf, readEmbeddings } from '@/lib/gallery/embeddings';
import { assertSameModel, parseGallery } from '@/lib/gallery/gallery';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import { toPixelValues } from '@/lib/image/preprocess';
import { sniffImage } from '@/lib/image/sniff';
import { findCopies, withCopies } from '@/lib/search-index/copies';
import { openIndex } from '@/lib/search-index/kinds/registry';
import { LEAST_RECALL } from '@/lib/search-index/recall';
import { dot } from '@/lib/vector/vector';
import { checkAtlas } from './atlas';
import { unknownGallery } from './folders';
import { type IndexReport, leastRecall, measureIndex } from './index-file';

/** Images that are embedded again. */
const SAMPLE = 20;
const LEAST_COSINE = 0.9999;

export interface Verified {
  readonly gallery: GalleryManifest;
  /** The index against exact search; null where the gallery has none. */
  readonly index: IndexReport | null;
  /** Least cosine of the sample embedded again with what is stored; null where the images did not come along. */
  readonly leastCosine: number | null;
  readonly problems: readonly string[];
}

/**
 * Opens every file of a gallery as the page would, and more: sizes and hashes, every image, its perceptual hash and thumbnail, the
 * index against exact search, the positions of its Atlas, a sample of the embeddings against the model.
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
  const captions = captionEmbeddings
    ? readEmbeddings(
        await store.bytes(id, captionEmbeddings),
        captionEmbeddings.dtype,
        dim,
        captionsOf(gallery).length,
      )
    : new Float32Array();
  const index = await checkIndex(store, gallery, matrix, captions, problems);
  problems.push(...(await checkAtlas(store, gallery)));
  for (const row of items.keys()) problems.push(...(await checkFiles(join(out, id), gallery, row)));
  for (const item of items) problems.push(...(await checkHash(join(out, id), item)));
  const leastCosine = await embedAgain(join(out, id), gallery, matrix, openEncoder, problems);
  return { gallery, index, leastCosine, problems };
}

/** @throws AppError asset-… | index-invalid */
async function checkIndex(
  store: DiskAssetStore,
  { id, index, dim, items }: GalleryManifest,
  matrix: Float32Array,
  captions: Float32Array,
  problems: string[],
): Promise<IndexReport | null> {
  if (!index) return null;
  const copies = findCopies(matrix, dim);
  const size = index.vectors ?? items.length;
  const opened = await openIndex(index.kind, await store.bytes(id, index), { dim, size });
  const report = measureIndex(
    size < items.length ? withCopies(opened, copies) : opened,
    matrix,
    captions,
  );
  opened.dispose();
  const recall = leastRecall(report);
  if (recall < LEAST_RECALL) {
    problems.push(
      `the index finds too little: recall@10 ${recall.toFixed(3)}, less than ${LEAST_RECALL}. Build the gallery again: repeated images are indexed once, and an index that does not help is left out`,
    );
  }
  return report;
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

/** The hash that an item has, against its picture's. */
async function checkHash(folder: string, { file, hash, image }: GalleryItem): Promise<string[]> {
  const stored = hash === undefined ? null : parseHash(hash);
  if (stored === null || image === false) return [];
  try {
    const picture = await decodeImage(await readFile(join(folder, 'images', file)), file);
    const made = hashOfPicture(picture);
    // The hash is of the picture that was brought; what is kept may have been written anew.
    if (made !== null && hashDistance(made, stored) <= SAME_BITS) return [];
    return [
      `${file} has the hash of another picture. Write the hashes anew: npm run gallery -- hash`,
    ];
  } catch (error) {
    if (error instanceof AppError) return [error.message];
    return []; // That it is not there was said.
  }
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

import type { AssetStore } from '@/lib/assets/types';
import { positionsOf } from '@/lib/atlas/positions';
import { reportOf } from '@/lib/errors/errors';
import { currentAtlas, readPositions, writePositions } from '@/lib/gallery/positions';
import type { AtlasFile, EmbeddingsFile, GalleryManifest } from '@/lib/gallery/types';
import { ProgressBar } from '../shared/progress';
import { openGallery, replaceManifest, storedEmbeddings } from './manifest-file';
import { writeAsset } from './write-asset';

const FILE = 'atlas.bin';
/** Steps of the progress bar. */
const STEPS = 100;

/**
 * Computes where a gallery's items lie on the Atlas, as the page would, and writes the file.
 * @param matrix embeddings as they are stored, [items * dim], normalized rows
 * @param of their file
 * @returns the entry of `gallery.json`
 */
export async function writeAtlas(
  folder: string,
  matrix: Float32Array,
  dim: number,
  of: EmbeddingsFile,
): Promise<AtlasFile> {
  const bar = new ProgressBar('atlas ', STEPS);
  let shown = 0;
  const show = (done: number): void => {
    const steps = Math.floor(done * STEPS);
    bar.step(steps - shown);
    shown = steps;
  };
  const positions = positionsOf(matrix, dim, show);
  show(1);
  bar.done();
  const asset = await writeAsset(folder, FILE, writePositions(positions));
  return { ...asset, embeddingsSha256: of.sha256 };
}

/**
 * Brings the positions of the Atlas to a gallery that is there; its embeddings and all else stay.
 * @throws AppError gallery-unknown | gallery-invalid, and errors of the file system
 */
export async function addAtlas(out: string, id: string, signal: AbortSignal): Promise<AtlasFile> {
  const { folder, gallery } = await openGallery(out, id);
  const matrix = await storedEmbeddings(folder, gallery);
  signal.throwIfAborted();
  const atlas = await writeAtlas(folder, matrix, gallery.dim, gallery.embeddings);
  await replaceManifest(folder, { ...gallery, atlas });
  return atlas;
}

/** What is wrong with the positions that a gallery has; nothing where it has none. */
export async function checkAtlas(store: AssetStore, gallery: GalleryManifest): Promise<string[]> {
  if (!gallery.atlas) return [];
  const anew = `npm run gallery -- atlas ${gallery.id}`;
  const file = currentAtlas(gallery);
  if (!file) {
    return [
      `the atlas is of other embeddings than the gallery has. Compute its positions anew: ${anew}`,
    ];
  }
  try {
    readPositions(await store.bytes(gallery.id, file), gallery.items.length);
    return [];
  } catch (error) {
    return [`${reportOf(error).message} Compute the positions of the atlas anew: ${anew}`];
  }
}

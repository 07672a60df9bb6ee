import { readFile } from 'node:fs/promises';
import { printHash } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import type { GalleryItem } from '@/lib/gallery/types';
import { decodeImage } from '@/lib/image/decode.node.ts';
import type { RgbaImage } from '@/lib/image/types';
import { ProgressBar } from '../shared/progress';
import { openGallery, replaceManifest } from './manifest-file';
import type { HashOptions } from './options';
import { picturesOf } from './pictures';

/** An item with the hash of its picture; without one where next to nothing is in it. */
export function withHash({ hash: _, ...item }: GalleryItem, picture: RgbaImage): GalleryItem {
  const hash = hashOfPicture(picture);
  return { ...item, ...(hash && { hash: printHash(hash) }) };
}

/**
 * Writes the perceptual hashes of a gallery's pictures into its `gallery.json`. Nothing is embedded, and no other file
 * changes.
 * @returns how many items have a hash now
 * @throws AppError gallery-unknown | file-missing, naming the first picture that is not there | image-… | cancelled
 */
export async function hash(
  { out, id, from }: HashOptions,
  signal: AbortSignal,
): Promise<{ items: number; hashed: number }> {
  const { folder, gallery } = await openGallery(out, id);
  const pathOf = await picturesOf(folder, from);
  const bar = new ProgressBar('hashes', gallery.items.length);
  const items: GalleryItem[] = [];
  for (const item of gallery.items) {
    signal.throwIfAborted();
    items.push(withHash(item, await decodeImage(await readFile(pathOf(item)), item.file)));
    bar.step(1, item.file);
  }
  bar.done();
  await replaceManifest(folder, { ...gallery, items });
  return {
    items: items.length,
    hashed: items.filter((item) => item.hash !== undefined).length,
  };
}

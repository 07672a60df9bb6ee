import { isCollection } from '@/lib/collection/id';
import type { RankedItem } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';

/** Items of collections that are remembered, each a few hundred bytes: some 50 answers of the longest. */
const MOST = 10_000;

/** By gallery and id, the latest last: the manifest of a collection lists a few of its items only. */
const seen = new Map<string, GalleryItem>();

const keyOf = (gallery: string, id: string) => `${gallery} ${id}`;

/** Remembers the items of an answer. */
export function rememberItems(gallery: string, items: readonly RankedItem[]): void {
  if (!isCollection(gallery)) return;
  for (const { id, item } of items) {
    if (!item) continue;
    seen.delete(keyOf(gallery, id));
    seen.set(keyOf(gallery, id), item);
  }
  for (const key of seen.keys()) {
    if (seen.size <= MOST) return;
    seen.delete(key);
  }
}

/** An item that was in an answer of this gallery. */
export function seenItem(gallery: string, id: string): GalleryItem | undefined {
  return seen.get(keyOf(gallery, id));
}

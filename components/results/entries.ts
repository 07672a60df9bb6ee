import { capitalized } from '@/components/ui/format';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';

/** A cell of a grid: an item, and how near it is to the query where one was asked. */
export interface Entry {
  readonly item: GalleryItem;
  /** Cosine, -1..1. */
  readonly similarity?: number;
}

/** An answer as cells in rank order, cut where they stop looking like the query. */
export interface Ranking {
  readonly above: readonly Entry[];
  readonly below: readonly Entry[];
}

export function rankingOf(answer: SearchAnswer, gallery: GalleryManifest): Ranking {
  const entries = answer.items.flatMap(({ row, id, similarity }) => {
    const item = gallery.items[row];
    return item && item.id === id ? [{ item, similarity }] : [];
  });
  const cut = entries.findIndex(({ similarity }) => similarity < answer.cutoff);
  return cut < 0
    ? { above: entries, below: [] }
    : { above: entries.slice(0, cut), below: entries.slice(cut) };
}

/** `most` items spread evenly over a gallery, which is often sorted by category: a look at all of it. */
export function sampleOf(gallery: GalleryManifest, most: number): readonly Entry[] {
  const { items } = gallery;
  const length = Math.min(most, items.length);
  return Array.from({ length }, (_, i) => items[Math.floor((i * items.length) / length)]).flatMap(
    (item) => (item ? [{ item }] : []),
  );
}

const tidiedCaptions = new WeakMap<object, readonly string[]>();

/** The captions of an item, tidied, without those that differ in dress only: datasets have many. */
export function captionsOf(item: Pick<GalleryItem, 'captions'>): readonly string[] {
  const known = tidiedCaptions.get(item);
  if (known) return known;
  const captions = distinct(item.captions ?? []);
  tidiedCaptions.set(item, captions);
  return captions;
}

function distinct(captions: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const caption of captions.map(tidied)) {
    const letters = caption
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (letters && !known.has(letters)) known.set(letters, caption);
  }
  return [...known.values()];
}

/** `many planes are parked .` as `Many planes are parked.` */
export function tidied(caption: string): string {
  return capitalized(
    caption
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/ ([.,;:!?])/g, '$1'),
  );
}

/** What an item is called where there is room for a few words: `Storage tanks: many white tanks…`. */
export function nameOf(item: Pick<GalleryItem, 'id' | 'category' | 'captions'>): string {
  const [caption] = captionsOf(item);
  if (item.category && caption) return `${item.category}: ${caption}`;
  return item.category ?? caption ?? item.id;
}

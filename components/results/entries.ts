import { capitalized, degrees } from '@/components/ui/format';
import type { RankedItem, SearchAnswer } from '@/lib/engine/protocol';
import type { Inside } from '@/lib/find/types';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { type ItemFilter, isFiltering, NO_FILTER, passes } from '@/lib/narrowing/narrowing';
import { comparisonOf, type Sort } from '@/lib/narrowing/order';

/** A cell of a grid: an item, and how near it is to the query where one was asked. */
export interface Entry {
  readonly item: GalleryItem;
  /** Cosine, -1..1. */
  readonly similarity?: number;
  /** Number of near-duplicates that it stands for. */
  readonly copies?: number;
  /** What was found inside, where it was looked into. */
  readonly inside?: Inside;
  /** Shown because the stack was opened that it is in. */
  readonly member?: boolean;
}

/** An answer as cells in rank order, cut where they stop looking like the query. */
export interface Ranking {
  readonly above: readonly Entry[];
  readonly below: readonly Entry[];
}

/**
 * @param stack id of the item of which the near-duplicates are shown too
 * @param sort of a collection behind a server, other than `similarity`: each of the two parts in that order. Answers of
 *   other galleries come sorted.
 * @param k what comes after so many is sorted by itself: more of an answer moves nothing that was there
 */
export function rankingOf(
  answer: SearchAnswer,
  gallery: GalleryManifest,
  {
    stack = null,
    sort = 'similarity',
    k = answer.items.length,
  }: { stack?: string | null; sort?: Sort; k?: number } = {},
): Ranking {
  const entryOf = ({ row, id, similarity, item: own }: RankedItem): Entry[] => {
    const item = own ?? gallery.items[row];
    return item && item.id === id ? [{ item, similarity }] : [];
  };
  const stacks = answer.items.flatMap((top) => {
    const { copies = [] } = top;
    const [entry] = entryOf(top);
    if (!entry) return [];
    const folded = copies.length > 0 ? { ...entry, copies: copies.length } : entry;
    const members = top.id === stack ? copies.flatMap(entryOf) : [];
    return [[folded, ...members.map((member) => ({ ...member, member: true }))]];
  });
  // A copy stays with its stack, on whichever side of the line it would be alone.
  const isBelow = ([top]: Entry[]) => (top?.similarity ?? 1) < answer.cutoff;
  const found = stacks.findIndex(isBelow);
  const cut = found < 0 ? stacks.length : found;
  const part = (from: number, to: number) => {
    const some = stacks.slice(from, to);
    const compare = gallery.served ? comparisonOf(sort) : null;
    return compare ? some.sort(([a], [b]) => (a && b ? compare(a.item, b.item) : 0)) : some;
  };
  const whole = (from: number, to: number) => {
    const middle = Math.min(Math.max(from, k), to);
    return [...part(from, middle), ...part(middle, to)].flat();
  };
  return { above: whole(0, cut), below: whole(cut, stacks.length) };
}

/** Number of entries that the first `k` results take, with the members of an open stack. */
export function headOf({ above, below }: Ranking, k: number): number {
  let results = 0;
  let entries = 0;
  for (const part of [above, below]) {
    for (const { member } of part) {
      if (!member && results++ === k) return entries;
      entries++;
    }
  }
  return entries;
}

/**
 * What passes of a gallery: first `most` items spread evenly over it, as it is often sorted by category, then the others
 * in their order. By name or date all of them in that order.
 */
export function sampleOf(
  gallery: GalleryManifest,
  most: number,
  { filter = NO_FILTER, sort = 'similarity' }: { filter?: ItemFilter; sort?: Sort } = {},
): readonly Entry[] {
  const items = isFiltering(filter)
    ? gallery.items.filter((item) => passes(item, filter))
    : gallery.items;
  const compare = comparisonOf(sort);
  if (compare) return items.toSorted(compare).map((item) => ({ item }));
  const length = Math.min(most, items.length);
  const first = new Set(
    Array.from({ length }, (_, i) => items[Math.floor((i * items.length) / length)]),
  );
  const rest = items.filter((item) => !first.has(item));
  return [...first, ...rest].flatMap((item) => (item ? [{ item }] : []));
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
export function nameOf(
  item: Pick<GalleryItem, 'id' | 'name' | 'category' | 'captions' | 'bbox' | 'part'>,
): string {
  const [caption] = captionsOf(item);
  if (item.category && caption) return `${item.category}: ${caption}`;
  // A part of a scene has no name of its own.
  const place = item.part && placeOf(item);
  return item.category ?? caption ?? place ?? fileName(item);
}

/** The middle of where an item lies: `48.13741° N, 11.57549° E`; undefined where nobody knows. */
export function placeOf({ bbox }: Pick<GalleryItem, 'bbox'>): string | undefined {
  if (!bbox) return undefined;
  const [west, south, east, north] = bbox;
  const middle = (west + (west > east ? east + 360 : east)) / 2;
  return degrees(middle > 180 ? middle - 360 : middle, (south + north) / 2);
}

/** What its file was called, with folders. */
export function fileName({ id, name }: Pick<GalleryItem, 'id' | 'name'>): string {
  return name ?? id;
}

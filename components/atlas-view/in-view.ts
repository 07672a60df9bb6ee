import type { Entry } from '@/components/results/entries';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';
import { type ItemFilter, isFiltering, passes } from '@/lib/narrowing/narrowing';
import type { Camera } from './camera';

/** What is listed of what the map shows. */
const LISTED = 24;

/** What the map shows: how many, and the first of them, as a list. */
export interface InView {
  readonly ids: readonly string[];
  readonly entries: readonly Entry[];
}

/**
 * Items within a square around the middle of the view: the most similar first where something is asked, else those in
 * the middle.
 * @param passing by row: whether the filters let it pass; null where there are none
 */
export function inView(
  items: readonly GalleryItem[],
  positions: Float32Array,
  { x, y, z }: Camera,
  answer: SearchAnswer | null,
  passing: Uint8Array | null = null,
): InView {
  const half = 0.5 / z;
  const similarities = answer && similaritiesOf(answer, items.length);
  // By row: what the list is sorted by, the least first.
  const ranks = new Float32Array(items.length);
  const shown: number[] = [];
  for (let row = 0; row < items.length; row++) {
    if (passing?.[row] === 0) continue;
    const distance = Math.max(
      Math.abs((positions[2 * row] as number) - x),
      Math.abs((positions[2 * row + 1] as number) - y),
    );
    if (distance > half) continue;
    ranks[row] = similarities ? -(similarities[row] as number) : distance;
    shown.push(row);
  }
  shown.sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
  const itemOf = (row: number) => items[row] as GalleryItem;
  return {
    ids: shown.map((row) => itemOf(row).id),
    entries: shown.slice(0, LISTED).map((row) => {
      const item = itemOf(row);
      return similarities ? { item, similarity: similarities[row] as number } : { item };
    }),
  };
}

function similaritiesOf(answer: SearchAnswer, length: number): Float32Array {
  const similarities = new Float32Array(length).fill(-1);
  for (const { row, similarity } of answer.items) similarities[row] = similarity;
  return similarities;
}

/** By row, 1 for what looks like the query. */
export function litBy(answer: SearchAnswer, length: number): Uint8Array {
  const lit = new Uint8Array(length);
  for (const { row, similarity } of answer.items) if (similarity >= answer.cutoff) lit[row] = 1;
  return lit;
}

/** By row, 1 for what the filters let pass; null where there are none. */
export function passingOf(items: readonly GalleryItem[], filter: ItemFilter): Uint8Array | null {
  if (!isFiltering(filter)) return null;
  return Uint8Array.from(items, (item) => (passes(item, filter) ? 1 : 0));
}

import type { Entry } from '@/components/results/entries';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';
import type { Camera } from './camera';
import { placeOf } from './draw';

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
 */
export function inView(
  items: readonly GalleryItem[],
  positions: Float32Array,
  { x, y, z }: Camera,
  answer: SearchAnswer | null,
): InView {
  const half = 0.5 / z;
  const similarities = answer && similaritiesOf(answer, items.length);
  const shown: { item: GalleryItem; row: number; distance: number }[] = [];
  items.forEach((item, row) => {
    const at = placeOf(positions, row);
    const distance = Math.max(Math.abs(at.x - x), Math.abs(at.y - y));
    if (distance <= half) shown.push({ item, row, distance });
  });
  const similarityOf = (row: number) => similarities?.[row] ?? 0;
  shown.sort((a, b) =>
    similarities ? similarityOf(b.row) - similarityOf(a.row) : a.distance - b.distance,
  );
  return {
    ids: shown.map(({ item }) => item.id),
    entries: shown
      .slice(0, LISTED)
      .map(({ item, row }) => (similarities ? { item, similarity: similarityOf(row) } : { item })),
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

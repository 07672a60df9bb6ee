import { foldCopies } from '@/lib/duplicates/fold';
import type { PictureHash } from '@/lib/duplicates/hash';
import type { RankedItem } from './protocol';

/** Items beyond twice those that are wanted: copies among them are counted. */
const FURTHER = 100;

/**
 * The `k` nearest items of which none is a copy of another, each with its copies.
 *
 * @param nearest the nearest items of a gallery, without folding
 * @param size of the gallery
 * @param vector the embedding of a row, normalized
 * @param hash of a row's picture, where it is known
 */
export function folded(
  nearest: (count: number) => readonly RankedItem[],
  k: number,
  size: number,
  vector: (row: number) => Float32Array,
  hash: (row: number) => PictureHash | null,
): RankedItem[] {
  for (let count = Math.min(size, 2 * k + FURTHER); ; count = Math.min(size, 4 * count)) {
    const ranked = nearest(count);
    const stacks = foldCopies(ranked, k, vector, hash);
    const last = ranked.at(-1);
    // Where the last one is a copy, there may be more of them.
    const complete = stacks.length === k && !stacks.some(({ copies }) => copies.at(-1) === last);
    if (complete || ranked.length < count || count === size) {
      return stacks.map(({ top, copies }) => (copies.length > 0 ? { ...top, copies } : top));
    }
  }
}

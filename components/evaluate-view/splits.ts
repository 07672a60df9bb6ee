import type { GalleryItem } from '@/lib/gallery/types';

/** Top-1 of the images of one part of a data set. */
export interface SplitFigures {
  readonly split: string;
  readonly images: number;
  readonly top1: number;
}

/** The parts into which data sets are divided, in the order in which they are read; others come after them. */
const ORDER = ['train', 'valid', 'test'];

/**
 * Zero-shot top-1 by the gallery's splits: a model may have been trained on some of them.
 * @param own number of each item's category; undefined where it has none
 * @param given number of the category that each was given
 * @returns none where the items are of one split, or of none
 */
export function figuresBySplit(
  items: readonly Pick<GalleryItem, 'split'>[],
  own: readonly (number | undefined)[],
  given: readonly (number | undefined)[],
): SplitFigures[] {
  const splits = new Map<string, { images: number; right: number }>();
  items.forEach(({ split }, i) => {
    if (split === undefined || own[i] === undefined || given[i] === undefined) return;
    const sum = splits.get(split) ?? { images: 0, right: 0 };
    sum.images++;
    if (own[i] === given[i]) sum.right++;
    splits.set(split, sum);
  });
  if (splits.size < 2) return [];
  const rank = (split: string) => (ORDER.includes(split) ? ORDER.indexOf(split) : ORDER.length);
  return [...splits]
    .map(([split, { images, right }]) => ({ split, images, top1: right / images }))
    .sort((a, b) => rank(a.split) - rank(b.split));
}

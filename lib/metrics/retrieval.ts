import { topK } from '@/lib/vector/vector';
import { bestRankOf, rankOf, shareWithin } from './ranking';

/** Recall at 1, 5 and 10, percent. */
export interface Recalls {
  readonly r1: number;
  readonly r5: number;
  readonly r10: number;
}

/**
 * Cosines of one query with everything it is searched in. A function, not a matrix: 1,027 images by 5,135
 * captions are needed once by row and once by column and need not stand in memory.
 */
export type ScoresOf = (query: number) => ArrayLike<number>;

/** Shares of ranks among the 1, 5 and 10 best, percent. */
export function recallsOf(ranks: ArrayLike<number>): Recalls {
  return {
    r1: 100 * shareWithin(ranks, 1),
    r5: 100 * shareWithin(ranks, 5),
    r10: 100 * shareWithin(ranks, 10),
  };
}

/**
 * Text to image: every caption is a query of its own, and its image is the one right answer. Ranks are found one by
 * one, as they are asked for: it takes seconds for all of them.
 * @param imageOfCaption number of the image that each caption belongs to
 * @param scoresOfCaption scores of all images for a caption
 * @returns one rank (0 for the best) a caption
 */
export function* textToImageRanks(
  imageOfCaption: readonly number[],
  scoresOfCaption: ScoresOf,
): Generator<number, void> {
  for (const [caption, image] of imageOfCaption.entries()) {
    yield rankOf(scoresOfCaption(caption), image);
  }
}

/**
 * Image to text: a hit where any of the image's captions is among the `k` best of all captions.
 * Images without captions are no queries.
 * @param imageOfCaption number of the image that each caption belongs to
 * @param scoresOfImage scores of all captions for an image
 * @returns one rank (0 for the best) an image that has captions: that of its best
 */
export function* imageToTextRanks(
  imageOfCaption: readonly number[],
  scoresOfImage: ScoresOf,
): Generator<number, void> {
  const captionsOf = new Map<number, number[]>();
  imageOfCaption.forEach((image, caption) => {
    const own = captionsOf.get(image);
    if (own) own.push(caption);
    else captionsOf.set(image, [caption]);
  });
  for (const [image, captions] of captionsOf) yield bestRankOf(scoresOfImage(image), captions);
}

/** Mean of the six recalls, percent: the one figure by which retrieval on RSICD is compared. */
export function meanRecall(textToImage: Recalls, imageToText: Recalls): number {
  const all = [textToImage, imageToText].flatMap(({ r1, r5, r10 }) => [r1, r5, r10]);
  return all.reduce((sum, recall) => sum + recall, 0) / all.length;
}

/**
 * Share of the `k` best that are right, 0..1. Where fewer than `k` are searched, the share of those;
 * where fewer than `k` are right, 1 cannot be reached.
 */
export function precisionAtK(
  scores: Float32Array,
  isRight: (index: number) => boolean,
  k: number,
): number {
  const { rows } = topK(scores, k);
  return rows.length === 0 ? 0 : rows.filter(isRight).length / rows.length;
}

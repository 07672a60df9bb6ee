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

function recalls(ranks: ArrayLike<number>): Recalls {
  return {
    r1: 100 * shareWithin(ranks, 1),
    r5: 100 * shareWithin(ranks, 5),
    r10: 100 * shareWithin(ranks, 10),
  };
}

/**
 * Text to image: every caption is a query of its own, and its image is the one right answer.
 * @param imageOfCaption number of the image that each caption belongs to
 * @param scoresOfCaption scores of all images for a caption
 */
export function textToImageRecall(
  imageOfCaption: readonly number[],
  scoresOfCaption: ScoresOf,
): Recalls {
  return recalls(imageOfCaption.map((image, caption) => rankOf(scoresOfCaption(caption), image)));
}

/**
 * Image to text: a hit where any of the image's captions is among the `k` best of all captions.
 * Images without captions are no queries.
 * @param imageOfCaption number of the image that each caption belongs to
 * @param scoresOfImage scores of all captions for an image
 */
export function imageToTextRecall(
  imageOfCaption: readonly number[],
  scoresOfImage: ScoresOf,
): Recalls {
  const captionsOf = new Map<number, number[]>();
  imageOfCaption.forEach((image, caption) => {
    const own = captionsOf.get(image);
    if (own) own.push(caption);
    else captionsOf.set(image, [caption]);
  });
  return recalls(
    Array.from(captionsOf, ([image, captions]) => bestRankOf(scoresOfImage(image), captions)),
  );
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

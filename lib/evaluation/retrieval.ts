import { imageToTextRanks, meanRecall, recallsOf, textToImageRanks } from '@/lib/metrics/retrieval';
import { cosinesWith, type Rows, rowOf } from './rows';
import type { RetrievalFigures } from './types';

export interface RetrievalData {
  readonly images: Rows;
  readonly captions: Rows;
  /** Number of the image that each caption belongs to. */
  readonly imageOfCaption: readonly number[];
}

const SLICE = 30;

/**
 * Recall of captions and images by each other, over all of the data.
 * @param turn awaited between slices, so that other work can run; it may throw to stop. Without it, nothing else runs
 * @param slice length of a slice, ms
 * @returns null where there are no captions
 */
export async function retrievalFigures(
  { images, captions, imageOfCaption }: RetrievalData,
  turn?: () => Promise<void>,
  slice = SLICE,
): Promise<RetrievalFigures | null> {
  if (imageOfCaption.length === 0) return null;
  const textToImage = textToImageRanks(imageOfCaption, (caption) =>
    cosinesWith(rowOf(captions, caption), images),
  );
  const imageToText = imageToTextRanks(imageOfCaption, (image) =>
    cosinesWith(rowOf(images, image), captions),
  );
  const found = recallsOf(await collect(textToImage, turn, slice));
  const named = recallsOf(await collect(imageToText, turn, slice));
  return {
    textToImage: found,
    imageToText: named,
    meanRecall: meanRecall(found, named),
    captions: imageOfCaption.length,
  };
}

async function collect(
  ranks: Iterable<number>,
  turn: (() => Promise<void>) | undefined,
  slice: number,
): Promise<number[]> {
  const all: number[] = [];
  let start = performance.now();
  for (const rank of ranks) {
    all.push(rank);
    if (turn && performance.now() - start >= slice) {
      await turn();
      start = performance.now();
    }
  }
  return all;
}

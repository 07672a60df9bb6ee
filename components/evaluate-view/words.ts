import { backendName } from '@/components/frame/engine-words';
import { count, counted, duration, percent } from '@/components/ui/format';
import type { Questions } from '@/lib/evaluation/questions';
import type { Evaluation, EvaluationProgress } from '@/lib/evaluation/types';
import type { EvaluationState } from '@/lib/hooks';

/** A share as papers print it, 0..1 with three digits. */
export function share(value: number): string {
  return value.toFixed(3);
}

/** A recall, percent, with as many digits as a share has. */
export function recall(value: number): string {
  return value.toFixed(1);
}

/** What a gallery can be asked. */
export interface Extent {
  readonly images: number;
  /** Number of categories that its images have, and of those to choose from. */
  readonly categories: number;
  readonly toldApart: number;
  readonly captions: number;
  /** Images that have captions. */
  readonly described: number;
}

export function extentOf({ categories, categoryOfItem, imageOfCaption }: Questions): Extent {
  const own = new Set(categoryOfItem.filter((category) => category !== undefined));
  return {
    images: categoryOfItem.length,
    categories: own.size,
    toldApart: categories.length,
    captions: imageOfCaption.length,
    described: new Set(imageOfCaption).size,
  };
}

/** `540 images in 30 categories, with 2,700 captions`. */
export function extentWords({ images, categories, captions }: Extent): string {
  const named = categories > 0 ? ` in ${counted(categories, 'category', 'categories')}` : '';
  const described = captions > 0 ? `, with ${counted(captions, 'caption')}` : '';
  return `${counted(images, 'image')}${named}${described}`;
}

/** What cannot be asked, and why. */
export function lackWords({ toldApart, captions }: Extent): string | null {
  const noCategories = toldApart < 2;
  const noCaptions = captions === 0;
  if (noCategories && noCaptions) return null;
  if (noCategories)
    return 'The gallery names no categories to tell apart: the zero-shot table is left out.';
  return noCaptions ? 'The gallery has no captions: the recalls are left out.' : null;
}

/** What is being done, with how much of it is done. */
export function progressWords(progress: EvaluationProgress | null, images: number): string {
  if (!progress) return 'Waiting for the encoder';
  const { stage, done, total } = progress;
  switch (stage) {
    case 'images':
      return `Encoding images: ${count(done)} of ${count(images)}`;
    case 'texts':
      return `Encoding captions and prompts: ${count(done - images)} of ${count(total - images)}`;
    case 'comparing':
      return 'Comparing images and texts';
  }
}

/** `Cancelled while encoding images: 120 of 540.` */
export function cancelledWords(progress: EvaluationProgress | null, images: number): string {
  const words = progressWords(progress, images);
  return `Cancelled while ${words.charAt(0).toLowerCase()}${words.slice(1)}.`;
}

/** How the figures came about: by which embeddings, in what time, on what. */
export function doneWords({ report }: Evaluation): string {
  const { images, imagesAsBuilt = 0, seconds, threads } = report;
  const on = `${backendName(report)}, ${counted(threads, 'thread')}`;
  const took = `in ${duration(1000 * seconds)} on ${on}`;
  if (imagesAsBuilt === 0) return `All ${counted(images, 'image')} encoded here, ${took}.`;
  const built = 'by the embeddings that came with the gallery';
  return imagesAsBuilt === images
    ? `No image is here: compared ${built}, ${took}.`
    : `${counted(images - imagesAsBuilt, 'image')} encoded here, ${count(imagesAsBuilt)} compared ${built}, ${took}.`;
}

/** For the live region: the beginning and the end, none of the steps between. */
export function sentenceOf(state: EvaluationState): string {
  switch (state.phase) {
    case 'idle':
      return '';
    case 'running':
      return 'Evaluating.';
    case 'cancelled':
      return 'The evaluation was cancelled.';
    case 'failed':
      return state.error.message;
    case 'done': {
      const { zeroShot, retrieval } = state.evaluation.report;
      const top = zeroShot ? ` Top-1 accuracy ${percent(zeroShot.top1)}.` : '';
      const mean = retrieval ? ` Mean recall ${recall(retrieval.meanRecall)} percent.` : '';
      return `Evaluated.${top}${mean}`;
    }
  }
}

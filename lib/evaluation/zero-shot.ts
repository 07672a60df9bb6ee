import {
  type Classified,
  classFigures,
  confusionMatrix,
  givenClasses,
  topKAccuracy,
} from '@/lib/metrics/classification';
import { precisionAtK } from '@/lib/metrics/retrieval';
import { cosinesWith, type Rows, rowOf } from './rows';
import type { ZeroShotFigures } from './types';

export interface ZeroShotData {
  readonly images: Rows;
  readonly categories: readonly string[];
  /** Text embeddings of the categories' prompts, in their order. */
  readonly prompts: Rows;
  /** Number of each image's category; undefined where it has none. */
  readonly categoryOfItem: readonly (number | undefined)[];
}

/**
 * Zero-shot classification: each image gets the category whose prompt it is most like. Images without a
 * category are left out.
 * @returns null where there are fewer than two categories
 */
export function zeroShotFigures(data: ZeroShotData): ZeroShotFigures | null {
  const { categories, categoryOfItem, images, prompts } = data;
  if (categories.length < 2) return null;
  const { labels, scores } = classify(data);
  const classified = { labels, scores };
  const [top1 = 0, top3 = 0, top5 = 0, top10 = 0] = topKAccuracy(classified, [1, 3, 5, 10]);
  const perCategory = classFigures(classified, categories.length).map((figures, c) => {
    const isRight = (item: number): boolean => categoryOfItem[item] === c;
    const similarities = cosinesWith(rowOf(prompts, c), images);
    const category = categories[c] as string;
    return { category, ...figures, precisionAt10: precisionAtK(similarities, isRight, 10) };
  });
  const asked = perCategory.filter((figures) => figures.images > 0);
  return {
    images: labels.length,
    top1,
    top3,
    top5,
    top10,
    precisionAt10: asked.reduce((sum, c) => sum + c.precisionAt10, 0) / asked.length,
    perCategory,
    categories,
    confusion: confusionMatrix(classified, categories.length),
  };
}

/**
 * Number of the category that each image is given; undefined where it has none itself. Counted by the image's
 * own category, they are the matrix of {@link zeroShotFigures}.
 */
export function givenCategories(data: ZeroShotData): (number | undefined)[] {
  const given = new Array<number | undefined>(data.categoryOfItem.length).fill(undefined);
  if (data.categories.length < 2) return given;
  const { items, labels, scores } = classify(data);
  givenClasses({ labels, scores }, data.categories.length).forEach((category, i) => {
    given[items[i] as number] = category;
  });
  return given;
}

function classify({ categoryOfItem, images, prompts }: ZeroShotData) {
  const items: number[] = [];
  const labels: number[] = [];
  const scores: Float32Array[] = [];
  categoryOfItem.forEach((category, item) => {
    if (category === undefined) return;
    items.push(item);
    labels.push(category);
    scores.push(cosinesWith(rowOf(images, item), prompts));
  });
  return { items, labels, scores } satisfies Classified & { items: number[] };
}

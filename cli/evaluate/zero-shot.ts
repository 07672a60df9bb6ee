import { classFigures, confusionMatrix, topKAccuracy } from '@/lib/metrics/classification';
import { precisionAtK } from '@/lib/metrics/retrieval';
import { cosinesWith, type Embedded, rowOf } from './embedded';
import type { ZeroShotFigures } from './report';

/**
 * Zero-shot classification: each image gets the category whose prompt it is most like. Images without a
 * category are left out.
 * @returns null where there are fewer than two categories to tell apart
 */
export function zeroShotFigures(data: Embedded): ZeroShotFigures | null {
  const { categories, categoryOfItem, images, prompts } = data;
  if (categories.length < 2) return null;
  const labels: number[] = [];
  const scores: Float32Array[] = [];
  categoryOfItem.forEach((category, item) => {
    if (category === undefined) return;
    labels.push(category);
    scores.push(cosinesWith(rowOf(images, item), prompts));
  });
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

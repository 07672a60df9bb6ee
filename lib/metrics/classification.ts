import { rankOf, shareWithin } from './ranking';

/** What a classifier said of each image: one score a class, higher is likelier. */
export interface Classified {
  /** Number of the right class, one an image. */
  readonly labels: readonly number[];
  /** Scores over all classes, one row an image; cosines and probabilities give the same figures. */
  readonly scores: readonly ArrayLike<number>[];
}

function ranksOfLabels({ labels, scores }: Classified): number[] {
  if (labels.length !== scores.length) {
    throw new RangeError(`${labels.length} labels for ${scores.length} rows of scores`);
  }
  return labels.map((label, i) => rankOf(scores[i] as ArrayLike<number>, label));
}

/**
 * Shares of images whose right class is among the `k` best, for each `k`.
 * @returns one share (0..1) a `k`, in the order of `ks`
 */
export function topKAccuracy(classified: Classified, ks: readonly number[]): number[] {
  const ranks = ranksOfLabels(classified);
  return ks.map((k) => shareWithin(ranks, k));
}

/**
 * The class with the highest score, one an image; the first of equal ones.
 * @param classes how many there are
 */
export function givenClasses({ labels, scores }: Classified, classes: number): number[] {
  return labels.map((label, i) => {
    const own = scores[i];
    if (!own || label >= classes) throw new RangeError(`no scores or no class ${label} for ${i}`);
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (!((own[c] as number) <= (own[best] as number))) best = c;
    }
    return best;
  });
}

/**
 * Counts of images, row the right class, column the class with the highest score.
 * @returns [classes][classes]
 */
export function confusionMatrix(classified: Classified, classes: number): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  givenClasses(classified, classes).forEach((given, i) => {
    const row = counts[classified.labels[i] as number] as number[];
    row[given] = (row[given] ?? 0) + 1;
  });
  return counts;
}

export interface ClassFigures {
  /** Images of the class. */
  readonly images: number;
  /** Share of them (recall) whose best, three, five, ten best classes hold the right one; 0 where there are none. */
  readonly top1: number;
  readonly top3: number;
  readonly top5: number;
  readonly top10: number;
  /** Share of the images given this class that are of it; null where the class is never given. */
  readonly precision: number | null;
}

/** The figures of each class by itself, in the order of the classes. */
export function classFigures(classified: Classified, classes: number): ClassFigures[] {
  const ranks = ranksOfLabels(classified);
  const confusion = confusionMatrix(classified, classes);
  return Array.from({ length: classes }, (_, c) => {
    const own = ranks.filter((_, i) => classified.labels[i] === c);
    const given = confusion.reduce((sum, row) => sum + (row[c] ?? 0), 0);
    return {
      images: own.length,
      top1: shareWithin(own, 1),
      top3: shareWithin(own, 3),
      top5: shareWithin(own, 5),
      top10: shareWithin(own, 10),
      precision: given === 0 ? null : (confusion[c]?.[c] ?? 0) / given,
    };
  });
}

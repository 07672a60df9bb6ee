/** Scores of cases that are (`positive`) or are not (`negative`) what is looked for; higher means likelier. */
export interface Separated {
  readonly positive: ArrayLike<number>;
  readonly negative: ArrayLike<number>;
}

/** Groups of equal score, highest first: equal scores have no order, so they count together. */
function* groupsOf({ positive, negative }: Separated): Generator<Group> {
  const cases: { score: number; right: boolean }[] = [];
  for (let i = 0; i < positive.length; i++)
    cases.push({ score: positive[i] as number, right: true });
  for (let i = 0; i < negative.length; i++)
    cases.push({ score: negative[i] as number, right: false });
  if (cases.some(({ score }) => Number.isNaN(score)))
    throw new RangeError('a score is not a number');
  cases.sort((a, b) => b.score - a.score);
  for (let start = 0; start < cases.length; ) {
    const score = (cases[start] as { score: number }).score;
    let end = start;
    let right = 0;
    while (end < cases.length && cases[end]?.score === score) {
      if (cases[end]?.right) right++;
      end++;
    }
    yield { score, right, wrong: end - start - right };
    start = end;
  }
}

interface Group {
  readonly score: number;
  readonly right: number;
  readonly wrong: number;
}

/**
 * Area under the ROC curve: how often a positive scores above a negative, a tie counting half. 0.5 is chance.
 * @returns 0..1, or null where there are no positives or no negatives
 */
export function rocAuc(separated: Separated): number | null {
  const { positive, negative } = separated;
  if (positive.length === 0 || negative.length === 0) return null;
  let above = 0;
  let pairs = 0;
  for (const { right, wrong } of groupsOf(separated)) {
    pairs += wrong * (above + right / 2);
    above += right;
  }
  return pairs / (positive.length * negative.length);
}

/**
 * Average precision: the mean, over the positives, of the precision at the positive's score.
 * Equal scores are taken at once, so the order of the input does not matter.
 * @returns 0..1, or null where there are no positives
 */
export function averagePrecision(separated: Separated): number | null {
  if (separated.positive.length === 0) return null;
  let right = 0;
  let taken = 0;
  let sum = 0;
  for (const group of groupsOf(separated)) {
    right += group.right;
    taken += group.right + group.wrong;
    sum += group.right * (right / taken);
  }
  return sum / separated.positive.length;
}

/** Yes or no at a threshold: yes where the score reaches it. */
export interface Decision {
  readonly threshold: number;
  /** Share of the yeses that are right; 0 where there is no yes. */
  readonly precision: number;
  /** Share of the positives that get a yes; 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
}

function decision(threshold: number, right: number, taken: number, positives: number): Decision {
  return {
    threshold,
    precision: taken === 0 ? 0 : right / taken,
    recall: positives === 0 ? 0 : right / positives,
    f1: taken + positives === 0 ? 0 : (2 * right) / (taken + positives),
  };
}

/** Precision, recall and F1 of "yes from this score on". */
export function decide({ positive, negative }: Separated, threshold: number): Decision {
  const yes = (scores: ArrayLike<number>): number => {
    let count = 0;
    for (let i = 0; i < scores.length; i++) if ((scores[i] as number) >= threshold) count++;
    return count;
  };
  const right = yes(positive);
  return decision(threshold, right, right + yes(negative), positive.length);
}

/**
 * The threshold with the highest F1. It is put halfway to the next lower score, so that it does not hang on
 * one case's last digit. The higher threshold wins a tie.
 * @returns null where there are no positives
 */
export function bestThreshold(separated: Separated): Decision | null {
  const groups = [...groupsOf(separated)];
  let best: Decision | null = null;
  let right = 0;
  let taken = 0;
  groups.forEach((group, i) => {
    right += group.right;
    taken += group.right + group.wrong;
    const below = groups[i + 1]?.score ?? group.score;
    const found = decision((group.score + below) / 2, right, taken, separated.positive.length);
    if (group.right > 0 && (!best || found.f1 > best.f1)) best = found;
  });
  return best;
}

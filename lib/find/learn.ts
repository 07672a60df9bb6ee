/** A linear classifier of cells: the logit of a row `p`, at length 1, is `weights . p + bias`. */
export interface LinearClassifier {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** Cells that were marked, and cells that were not. */
export interface Lesson {
  /** Rows at length 1, [dim] each. */
  readonly yes: readonly Float32Array[];
  readonly no: readonly Float32Array[];
  /** Unmarked cells: taken as "no" with less weight, since some of them may show it. */
  readonly elsewhere: readonly Float32Array[];
}

const STEPS = 120;
const RATE = 4;
/** L2 penalty: with few examples the weights should stay small. */
const DECAY = 2e-3;
/** All of `elsewhere` weighs so much, where all of `yes` weighs 1. */
const ELSEWHERE = 0.6;

/**
 * Logistic regression by gradient descent with momentum: some hundred rows take a few ms.
 * @throws RangeError where there is no `yes`
 */
export function learn({ yes, no, elsewhere }: Lesson): LinearClassifier {
  const dim = yes[0]?.length ?? 0;
  if (dim === 0) throw new RangeError('there is nothing to learn from without a yes');
  const groups = [
    { rows: yes, target: 1, weight: 1 },
    { rows: no, target: 0, weight: 1 },
    { rows: elsewhere, target: 0, weight: ELSEWHERE },
  ].filter(({ rows }) => rows.length > 0);
  const weights = new Float32Array(dim);
  const speed = new Float32Array(dim);
  let [bias, biasSpeed] = [0, 0];
  const gradient = new Float32Array(dim);
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0);
    let slope = 0;
    for (const { rows, target, weight } of groups) {
      for (const row of rows) {
        let logit = bias;
        for (let d = 0; d < dim; d++) logit += (weights[d] as number) * (row[d] as number);
        const error = ((1 / (1 + Math.exp(-logit)) - target) * weight) / rows.length;
        slope += error;
        for (let d = 0; d < dim; d++) {
          gradient[d] = (gradient[d] as number) + error * (row[d] as number);
        }
      }
    }
    for (let d = 0; d < dim; d++) {
      const down = (gradient[d] as number) + DECAY * (weights[d] as number);
      speed[d] = 0.9 * (speed[d] as number) - RATE * 0.1 * down;
      weights[d] = (weights[d] as number) + RATE * (speed[d] as number);
    }
    biasSpeed = 0.9 * biasSpeed - 0.1 * slope;
    bias += biasSpeed;
  }
  return { weights, bias };
}

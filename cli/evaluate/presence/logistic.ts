/** How a map's maximum `m` becomes a probability: sigmoid(a * m + b). */
export interface Logistic {
  readonly a: number;
  readonly b: number;
}

/** Maxima of pictures that show a thing, and of pictures that do not. */
export interface Cases {
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

const STEPS = 60;
const ENOUGH = 1e-9;

/**
 * Fits a logistic curve by Newton's method, with Platt's targets (Platt 1999), so that cases which can be parted
 * without error do not make it a step.
 * @param share the share of positives that is taken for granted: cases are weighted to it
 * @returns a is at least 0: a map that is lower where the thing is must not count as evidence
 */
export function fitLogistic({ positive, negative }: Cases, share: number): Logistic {
  const all = positive.length + negative.length;
  // On the scale of the maxima, so that the steps are neither too long nor too short.
  const values = [...positive, ...negative];
  const mean = values.reduce((sum, value) => sum + value, 0) / all;
  const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / all) || 1;
  const groups = [
    {
      values: positive,
      weight: (share * all) / positive.length,
      target: (positive.length + 1) / (positive.length + 2),
    },
    {
      values: negative,
      weight: ((1 - share) * all) / negative.length,
      target: 1 / (negative.length + 2),
    },
  ];
  let [a, b] = [0, Math.log(share / (1 - share))];
  for (let step = 0; step < STEPS; step++) {
    // Gradient and Hessian; a little is added to the diagonal, for cases that all have one value.
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6];
    for (const { values: some, weight, target } of groups) {
      for (const value of some) {
        const x = (value - mean) / spread;
        const p = 1 / (1 + Math.exp(-(a * x + b)));
        const error = weight * (p - target);
        const curve = weight * p * (1 - p);
        ga += error * x;
        gb += error;
        haa += curve * x * x;
        hab += curve * x;
        hbb += curve;
      }
    }
    const det = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    // A long step from far away may go too far.
    const length = Math.max(1, Math.hypot(da, db) / 2);
    a -= da / length;
    b -= db / length;
    if (Math.hypot(da, db) < ENOUGH) break;
  }
  if (a <= 0) return { a: 0, b: Math.log(share / (1 - share)) };
  return { a: a / spread, b: b - (a * mean) / spread };
}

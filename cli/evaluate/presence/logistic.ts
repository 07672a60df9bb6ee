/** A curve over features `x`: sigmoid(weights . x + bias). */
export interface Logistic {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Features of pictures that show a thing, and of pictures that do not, [features] each. */
export interface Cases {
  readonly positive: readonly (readonly number[])[];
  readonly negative: readonly (readonly number[])[];
}

/** What weights are like where few cases say otherwise; both on features at deviation 1. */
export interface Prior {
  readonly weights: readonly number[];
  /** As much as so many cases of the rarer kind. */
  readonly strength: number;
}

/** A curve, and its weights on features at deviation 1. */
export interface Fitted extends Logistic {
  readonly standard: readonly number[];
}

const STEPS = 60;
const ENOUGH = 1e-9;

/**
 * Fits a logistic curve by Newton's method, with Platt's targets (Platt 1999), so that cases which can be parted
 * without error do not make it a step.
 * @param share the share of positives that is taken for granted: cases are weighted to it
 * @returns no weight is below 0: a map that is lower where the thing is must not count as evidence
 */
export function fitLogistic(cases: Cases, share: number, prior?: Prior): Fitted {
  const size = cases.positive[0]?.length ?? 0;
  let asked = Array.from({ length: size }, (_, f) => f);
  for (;;) {
    const fitted = fitFeatures(cases, asked, share, prior);
    const kept = asked.filter((_, i) => (fitted.standard[i] as number) > 0);
    if (kept.length === asked.length) return spread(fitted, asked, size);
    asked = kept;
    if (asked.length === 0) {
      const none = new Array<number>(size).fill(0);
      return { weights: none, bias: Math.log(share / (1 - share)), standard: none };
    }
  }
}

export function logitOf({ weights, bias }: Logistic, x: readonly number[]): number {
  return weights.reduce((sum, weight, f) => sum + weight * (x[f] as number), bias);
}

/** A fit of some of the features as one of all: the others weigh nothing. */
function spread({ weights, bias, standard }: Fitted, asked: readonly number[], size: number) {
  const over = (values: readonly number[]) =>
    Array.from({ length: size }, (_, f) => {
      const at = asked.indexOf(f);
      return at < 0 ? 0 : (values[at] as number);
    });
  return { weights: over(weights), bias, standard: over(standard) };
}

function fitFeatures(
  { positive, negative }: Cases,
  asked: readonly number[],
  share: number,
  prior: Prior | undefined,
): Fitted {
  // On features at deviation 1, so that the steps are neither too long nor too short. As much weight as the rarer kind has.
  const all = 2 * Math.min(positive.length, negative.length);
  const scales = asked.map((f) => {
    const moments = (rows: readonly (readonly number[])[]) => {
      const mean = rows.reduce((sum, row) => sum + (row[f] as number), 0) / rows.length;
      const square = rows.reduce((sum, row) => sum + (row[f] as number) ** 2, 0) / rows.length;
      return { mean, square };
    };
    const [yes, no] = [moments(positive), moments(negative)];
    const mean = share * yes.mean + (1 - share) * no.mean;
    const square = share * yes.square + (1 - share) * no.square;
    return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) || 1 };
  });
  const standardized = (row: readonly number[]) => [
    ...asked.map((f, i) => {
      const { mean, deviation } = scales[i] as (typeof scales)[number];
      return ((row[f] as number) - mean) / deviation;
    }),
    1,
  ];
  const groups = [
    {
      rows: positive.map(standardized),
      weight: (share * all) / positive.length,
      target: (positive.length + 1) / (positive.length + 2),
    },
    {
      rows: negative.map(standardized),
      weight: ((1 - share) * all) / negative.length,
      target: 1 / (negative.length + 2),
    },
  ];
  const size = asked.length + 1;
  const strength = prior?.strength ?? 0;
  const usual = asked.map((f) => prior?.weights[f] ?? 0);
  let found = [...asked.map(() => 0), Math.log(share / (1 - share))];
  for (let step = 0; step < STEPS; step++) {
    // A little is added to the diagonal, for cases that all have one value.
    const gradient = found.map((value, f) =>
      f < asked.length ? strength * (value - (usual[f] as number)) : 0,
    );
    const hessian = Array.from({ length: size }, (_, f) =>
      Array.from({ length: size }, (__, g) =>
        f === g ? 1e-6 + (f < asked.length ? strength : 0) : 0,
      ),
    );
    for (const { rows, weight, target } of groups) {
      for (const row of rows) {
        const p = 1 / (1 + Math.exp(-row.reduce((sum, x, f) => sum + x * (found[f] as number), 0)));
        const [error, curve] = [weight * (p - target), weight * p * (1 - p)];
        for (let f = 0; f < size; f++) {
          const x = row[f] as number;
          gradient[f] = (gradient[f] as number) + error * x;
          const line = hessian[f] as number[];
          for (let g = 0; g < size; g++) {
            line[g] = (line[g] as number) + curve * x * (row[g] as number);
          }
        }
      }
    }
    const change = solved(hessian, gradient);
    // A long step from far away may go too far.
    const length = Math.hypot(...change);
    found = found.map((value, f) => value - (change[f] as number) / Math.max(1, length / 2));
    if (length < ENOUGH) break;
  }
  const standard = found.slice(0, -1);
  const weights = standard.map((w, i) => w / (scales[i]?.deviation ?? 1));
  const bias = weights.reduce(
    (sum, weight, i) => sum - weight * (scales[i]?.mean ?? 0),
    found.at(-1) as number,
  );
  return { weights, bias, standard };
}

/** Solves `matrix` x = `values` by Gaussian elimination; the matrix is symmetric and positive definite. */
function solved(matrix: readonly (readonly number[])[], values: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, values[i] as number]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    const pivot = rows[i] as number[];
    for (let j = i + 1; j < size; j++) {
      const row = rows[j] as number[];
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let k = i; k <= size; k++) row[k] = (row[k] as number) - factor * (pivot[k] as number);
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    let rest = row[size] as number;
    for (let k = i + 1; k < size; k++) rest -= (row[k] as number) * (x[k] as number);
    x[i] = rest / (row[i] as number);
  }
  return x;
}

import { probabilityOf } from '@/lib/certainty/certainty';
import type { Certainty } from '@/lib/gallery/types';

/** The first results of one query, nearest first. */
export interface Judged {
  /** Share of its words that the model is familiar with, 0..1. */
  readonly familiar: number;
  readonly results: readonly { readonly similarity: number; readonly right: boolean }[];
}

/** Of what is above the divider so much has to be right; searched for on the fitting half, with some room. */
const RIGHT_ABOVE = 0.93;
/** A divider that keeps less than `least` of the right results is not used; `otherwise` is. */
const KEPT = { least: 0.5, otherwise: 0.75 };
const KEPT_STRONG = { least: 0.05, otherwise: 0.25 };
/** The same as RIGHT_ABOVE of what is called strong. */
const RIGHT_STRONG = 0.98;
const STEPS = 4000;
const RATE = 0.5;
/** L2 penalty: keeps the factors small where a few queries happen to be separated without an error. */
const DECAY = 1e-4;

type Logistic = Pick<Certainty, 'similarity' | 'familiar' | 'bias'>;

/** Fits on every second query and measures on the others. @param queries answerable and not, mixed */
export function fitCertainty(queries: readonly Judged[]): Certainty {
  const fitting = queries.filter((_, i) => i % 2 === 0);
  const held = queries.filter((_, i) => i % 2 === 1);
  const logistic = fitLogistic(fitting);
  const line = threshold(fitting, logistic, RIGHT_ABOVE, KEPT);
  const strong = Math.max(line, threshold(fitting, logistic, RIGHT_STRONG, KEPT_STRONG));
  return {
    ...rounded(logistic),
    line: round(line),
    strong: round(strong),
    measured: measure(held, logistic, line),
  };
}

/** How a divider does: shares of the right above it, of right hits kept, of queries without an answer that show none. */
export function measure(
  queries: readonly Judged[],
  logistic: Logistic,
  line: number,
): Certainty['measured'] {
  const all = pairs(queries, logistic);
  const above = all.filter(({ probability }) => probability >= line);
  const right = all.filter((pair) => pair.right);
  const none = queries.filter(({ results }) => results.every((result) => !result.right));
  const refused = none.filter((query) =>
    pairs([query], logistic).every(({ probability }) => probability < line),
  );
  return {
    queries: queries.length,
    above: share(above.filter((pair) => pair.right).length, above.length),
    kept: share(right.filter(({ probability }) => probability >= line).length, right.length),
    refused: share(refused.length, none.length),
  };
}

/** Logistic regression by gradient descent over standardized inputs. */
function fitLogistic(queries: readonly Judged[]): Logistic {
  const rows = queries.flatMap(({ familiar, results }) =>
    results.map(({ similarity, right }) => ({ x: [similarity, familiar - 1], y: right ? 1 : 0 })),
  );
  const scale = [0, 1].map((k) => {
    const values = rows.map(({ x }) => x[k] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
    );
    return { mean, spread: spread || 1 };
  });
  const inputs = rows.map(({ x }) =>
    scale.map(({ mean, spread }, k) => ((x[k] as number) - mean) / spread),
  );
  let [a, b, bias] = [0, 0, 0];
  for (let step = 0; step < STEPS; step += 1) {
    let [da, db, dbias] = [DECAY * a, DECAY * b, 0];
    for (const [i, [u = 0, v = 0]] of inputs.entries()) {
      const error = 1 / (1 + Math.exp(-(a * u + b * v + bias))) - (rows[i]?.y ?? 0);
      da += (error * u) / rows.length;
      db += (error * v) / rows.length;
      dbias += error / rows.length;
    }
    a -= RATE * da;
    b -= RATE * db;
    bias -= RATE * dbias;
  }
  const [s, f] = scale as [{ mean: number; spread: number }, { mean: number; spread: number }];
  return {
    similarity: a / s.spread,
    // A familiar word never makes a result less certain.
    familiar: Math.max(0, b / f.spread),
    bias: bias - (a * s.mean) / s.spread - (b * f.mean) / f.spread,
  };
}

/** The lowest probability above which at least `wanted` of the results are right, as long as enough of them are kept. */
function threshold(
  queries: readonly Judged[],
  logistic: Logistic,
  wanted: number,
  keep: { readonly least: number; readonly otherwise: number },
): number {
  const sorted = pairs(queries, logistic).sort((p, q) => q.probability - p.probability);
  const all = sorted.filter((pair) => pair.right).length;
  let right = 0;
  let lowest: number | undefined;
  let keeps = 0;
  let keeping = 1;
  for (const [i, { right: isRight, probability }] of sorted.entries()) {
    if (isRight) right += 1;
    if (right / (i + 1) >= wanted) [lowest, keeps] = [probability, right / all];
    if (right <= keep.otherwise * all) keeping = probability;
  }
  const chosen = lowest === undefined || keeps < keep.least ? keeping : lowest;
  return Math.min(0.995, Math.max(0.005, chosen));
}

function pairs(queries: readonly Judged[], logistic: Logistic) {
  return queries.flatMap(({ familiar, results }) =>
    results.map(({ similarity, right }) => ({
      probability: probabilityOf(logistic, similarity, familiar),
      right,
    })),
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : round(part / whole);
}

function rounded({ similarity, familiar, bias }: Logistic): Logistic {
  return { similarity: round(similarity), familiar: round(familiar), bias: round(bias) };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

import type { Certainty } from '@/lib/gallery/types';

/** Cosines of one query: results from `line` on stand above the divider, results from `strong` on are called strong. */
export interface Lines {
  readonly line: number;
  readonly strong: number;
}

/**
 * Where the two lines lie for a query. A query with words that the model has hardly read needs a higher cosine.
 * @param familiar share of the query's words that are familiar, 0..1
 */
export function linesOf(certainty: Certainty, familiar: number): Lines {
  const at = (probability: number) =>
    (logit(probability) - certainty.bias - certainty.familiar * (familiar - 1)) /
    certainty.similarity;
  return { line: at(certainty.line), strong: at(certainty.strong) };
}

/** Probability that a result is right, 0..1. @param similarity cosine @param familiar as for {@link linesOf} */
export function probabilityOf(
  certainty: Pick<Certainty, 'similarity' | 'familiar' | 'bias'>,
  similarity: number,
  familiar: number,
): number {
  const { similarity: a, familiar: b, bias } = certainty;
  return 1 / (1 + Math.exp(-(a * similarity + b * (familiar - 1) + bias)));
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

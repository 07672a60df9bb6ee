/**
 * Place of one score among others, 0 for the best. Equal scores keep their order (as a stable sort would),
 * so a model that says the same of everything gets what chance gives, not a perfect figure.
 * A score that is not a number ranks behind all others.
 *
 * @param scores higher is better
 * @param index which of them, 0..scores.length - 1
 */
export function rankOf(scores: ArrayLike<number>, index: number): number {
  const own = scores[index];
  if (own === undefined) throw new RangeError(`no score ${index} among ${scores.length}`);
  let rank = 0;
  for (let i = 0; i < scores.length; i++) {
    const other = scores[i] as number;
    // Written as "not behind" so that comparisons with NaN, which are all false, never help the score asked for.
    if (i < index ? !(other < own) : i > index && !(other <= own)) rank++;
  }
  return rank;
}

/** Best (lowest) rank among several entries of the same scores; Infinity where there are none. */
export function bestRankOf(scores: ArrayLike<number>, indices: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (const index of indices) best = Math.min(best, rankOf(scores, index));
  return best;
}

/** Share of ranks below `k`, 0..1; 0 where there are none. */
export function shareWithin(ranks: ArrayLike<number>, k: number): number {
  let hits = 0;
  for (let i = 0; i < ranks.length; i++) if ((ranks[i] as number) < k) hits++;
  return ranks.length === 0 ? 0 : hits / ranks.length;
}

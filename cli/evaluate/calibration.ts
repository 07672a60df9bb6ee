import { cosinesWith, type Rows, rowCount, rowOf } from '@/lib/evaluation/rows';
import type { CutoffSuggestion } from './report';

/** Share of right queries that may fall below the suggested cut-off. */
const LOST = 0.02;

/** Best match of each query among the rows: its highest cosine. @param own leave out the row of the same number */
export function bestMatches(queries: Rows, rows: Rows, own: 'with' | 'without' = 'with'): number[] {
  return Array.from({ length: rowCount(queries) }, (_, query) => {
    const cosines = cosinesWith(rowOf(queries, query), rows);
    if (own === 'without') cosines[query] = Number.NEGATIVE_INFINITY;
    return cosines.reduce((best, cosine) => Math.max(best, cosine), Number.NEGATIVE_INFINITY);
  });
}

/** The value that a share of the values lie below, between neighbours by straight line. @param share 0..1 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/**
 * Where to put the line under which nothing looks like the query.
 * @param right best matches of queries that the data can answer
 * @param unrelated best matches of queries that it cannot
 */
export function cutoffFrom(
  right: readonly number[],
  unrelated: readonly number[],
): CutoffSuggestion {
  const below = (values: readonly number[], line: number): number =>
    values.filter((value) => value < line).length / values.length;
  const candidates = [...right, ...unrelated];
  const gain = (line: number): number => below(unrelated, line) - below(right, line);
  const balanced = candidates.reduce((best, line) => (gain(line) > gain(best) ? line : best));
  const suggested = quantile(right, LOST);
  return {
    suggested,
    unrelatedBelow: below(unrelated, suggested),
    balanced,
    balancedRightAbove: 1 - below(right, balanced),
    balancedUnrelatedBelow: below(unrelated, balanced),
    medianRight: quantile(right, 0.5),
    medianUnrelated: quantile(unrelated, 0.5),
  };
}

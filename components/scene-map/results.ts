import type { SearchAnswer } from '@/lib/engine/protocol';

/** A result as the map draws it. */
export interface MapResult {
  readonly similarity: number;
  /** 0 for the first colour, of the least similar, 1 for the last. */
  readonly share: number;
  /** Below the line from which results are less certain. */
  readonly unsure: boolean;
}

/** The results of an answer by item, the best first, with those that are folded under others. */
export function resultsOf(answer: SearchAnswer | null): ReadonlyMap<string, MapResult> {
  if (!answer) return NONE;
  const all = answer.items.flatMap((item) => [item, ...(item.copies ?? [])]);
  const range = rangeOf(all);
  return new Map(
    all
      .toSorted((a, b) => b.similarity - a.similarity)
      .map(({ id, similarity }) => [
        id,
        { similarity, share: shareOf(similarity, range), unsure: similarity < answer.cutoff },
      ]),
  );
}

/** Results in the colours of another range. */
export function inRange(
  results: ReadonlyMap<string, MapResult>,
  range: Range,
): ReadonlyMap<string, MapResult> {
  return new Map(
    [...results].map(([id, result]) => [
      id,
      { ...result, share: shareOf(result.similarity, range) },
    ]),
  );
}

/** Cosines of the first and the last colour. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

export function rangeOf(results: readonly { readonly similarity: number }[]): Range {
  const similarities = results.map(({ similarity }) => similarity);
  return { least: Math.min(...similarities), most: Math.max(...similarities) };
}

function shareOf(similarity: number, { least, most }: Range): number {
  if (most <= least) return 1;
  return Math.min(1, Math.max(0, (similarity - least) / (most - least)));
}

const NONE: ReadonlyMap<string, MapResult> = new Map();

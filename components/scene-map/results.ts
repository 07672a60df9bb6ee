import type { SearchAnswer } from '@/lib/engine/protocol';

/** A result as the map draws it. */
export interface MapResult {
  readonly similarity: number;
  /** 0 for the least similar of the answer, 1 for the most. */
  readonly share: number;
  /** Below the line from which results are less certain. */
  readonly unsure: boolean;
}

/** The results of an answer by item, the best first, with those that are folded under others. */
export function resultsOf(answer: SearchAnswer | null): ReadonlyMap<string, MapResult> {
  if (!answer) return NONE;
  const all = answer.items.flatMap((item) => [item, ...(item.copies ?? [])]);
  const similarities = all.map(({ similarity }) => similarity);
  const [least, most] = [Math.min(...similarities), Math.max(...similarities)];
  return new Map(
    all
      .toSorted((a, b) => b.similarity - a.similarity)
      .map(({ id, similarity }) => [
        id,
        {
          similarity,
          share: most > least ? (similarity - least) / (most - least) : 1,
          unsure: similarity < answer.cutoff,
        },
      ]),
  );
}

const NONE: ReadonlyMap<string, MapResult> = new Map();

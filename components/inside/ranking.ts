import type { Entry, Ranking } from '@/components/results/entries';
import type { FeatureAnswer, Inside } from '@/lib/find/types';

/** What a picture's inside says of all features together: by the least of them. */
export interface Verdict {
  readonly answer: FeatureAnswer['judgement']['answer'];
  /** Orders pictures: more for what is seen than for what cannot be told, and for that than for what is not. */
  readonly score: number;
}

const STEPS = { 'not-seen': 0, 'cannot-tell': 1, seen: 2 } as const;

export function verdictOf({ features }: Inside): Verdict {
  const verdicts = features.map(({ judgement, presence }) => ({
    answer: judgement.answer,
    score: STEPS[judgement.answer] + Math.min(1, judgement.probability ?? presence),
  }));
  return verdicts.reduce((least, verdict) => (verdict.score < least.score ? verdict : least), {
    answer: 'cannot-tell' as const,
    score: features.length > 0 ? Number.POSITIVE_INFINITY : 1,
  });
}

/**
 * A ranking by what was found inside: first the pictures in which all was seen; under the line the others, then those
 * that have not been looked into, as they were.
 * @param most how many entries are shown
 */
export function rankedByInside(
  { above, below }: Ranking,
  found: ReadonlyMap<string, Inside>,
  most: number,
): Ranking {
  const looked: { entry: Entry; verdict: Verdict }[] = [];
  const others: Entry[] = [];
  for (const entry of [...above, ...below]) {
    const inside = found.get(entry.item.id);
    if (inside) looked.push({ entry: { ...entry, inside }, verdict: verdictOf(inside) });
    else others.push(entry);
  }
  looked.sort((a, b) => b.verdict.score - a.verdict.score);
  const seen = looked.filter(({ verdict }) => verdict.answer === 'seen');
  const rest = looked.filter(({ verdict }) => verdict.answer !== 'seen');
  const entries = (some: typeof looked) => some.map(({ entry }) => entry);
  const first = entries(seen).slice(0, most);
  return { above: first, below: [...entries(rest), ...others].slice(0, most - first.length) };
}

import { compose } from '@/lib/compose/compose';
import { cosinesWith, rowOf } from '@/lib/evaluation/rows';
import { precisionAtK } from '@/lib/metrics/retrieval';
import type { Embedded } from './embedded';
import type { Named } from './presence/nouns';
import type { WithoutFigures } from './report';

const RESULTS = 20;
/** Pictures of A with B, and of A without B, that a pair needs: fewer leave the answer to chance. */
const LEAST = RESULTS;

/** A pair of things, and the pictures of A by whether they show B. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly wanted: ReadonlySet<number>;
}

/** The pairs of things that can be asked as "A without B". */
function pairsOf(things: readonly Named[]): Pair[] {
  return things.flatMap((a, i) =>
    things.flatMap((b, j) => {
      if (i === j) return [];
      const [has, lacks] = [new Set(b.positives), new Set(b.negatives)];
      const both = a.positives.filter((picture) => has.has(picture)).length;
      const wanted = new Set(a.positives.filter((picture) => lacks.has(picture)));
      return both >= LEAST && wanted.size >= LEAST ? [{ a: i, b: j, wanted }] : [];
    }),
  );
}

/**
 * "A without B" against A alone: precision@20 of pictures that show A and not B, mean over pairs of things that occur
 * together and apart.
 * @param words embeddings of the things' words, in their order
 * @returns null where no pair has pictures enough
 */
export function withoutFigures(
  things: readonly Named[],
  words: Embedded['prompts'],
  images: Embedded['images'],
): WithoutFigures | null {
  const pairs = pairsOf(things);
  if (pairs.length === 0) return null;
  const precision = (query: Float32Array, { wanted }: Pair): number =>
    precisionAtK(cosinesWith(query, images), (picture) => wanted.has(picture), RESULTS);
  let [alone, without] = [0, 0];
  for (const pair of pairs) {
    const [a, b] = [rowOf(words, pair.a), rowOf(words, pair.b)];
    const composed = compose([
      { embedding: a, weight: 1 },
      { embedding: b, weight: -1 },
    ]);
    alone += precision(a, pair);
    without += precision(composed?.embedding ?? a, pair);
  }
  return { alone: alone / pairs.length, without: without / pairs.length, pairs: pairs.length };
}

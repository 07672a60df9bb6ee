import { dot, normalize } from '@/lib/vector/vector';
import { add, type Space, whiten } from './space';

/** A marked item: its embedding, normalized, [dim]; its weight, above 0, by default 1. */
export interface Mark {
  readonly embedding: Float32Array;
  readonly weight?: number;
}

export interface Marks {
  readonly positives: readonly Mark[];
  readonly negatives: readonly Mark[];
  /** A query that the marks refine: words, a picture, a mix of them; normalized. */
  readonly query?: Float32Array | undefined;
}

/** A direction to rank by: its inner product with an item's embedding is the item's score. */
export interface Learned {
  /** Normalized, [dim]. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** The score from which an item is more likely relevant than not, -1..1; null without examples. */
  readonly cutoff: number | null;
}

/** Share of the query that the marks refine; the examples have the rest. */
const QUERY_SHARE = 0.35;
/** Weight of the counter-examples' mean against the gallery's mean, in the mean of irrelevant items. */
const COUNTER_SHARE = 0.3;
/** Where the cutoff lies between the gallery's mean score (0) and the examples' (1). */
const CUTOFF_AT = 0.6;

/**
 * A ranking learnt from marked items: a linear classifier (Fisher's discriminant, with the covariance of the gallery,
 * shrunk) of the examples against the gallery's mean and the counter-examples. One example is enough. It is linear,
 * so any index can search with it, and it takes less than a millisecond once the space is known.
 *
 * @returns null where there is neither a mark nor a query
 * @example
 * const space = spaceOf(sampleOfGallery);
 * const { embedding } = learn({ positives: [{ embedding: a }, { embedding: b }], negatives: [] }, space);
 */
export function learn({ positives, negatives, query }: Marks, space: Space): Learned | null {
  if (positives.length === 0 && negatives.length === 0) {
    return query ? { embedding: normalize(query), cutoff: null } : null;
  }
  const { dim, mean } = space;
  const direction = new Float64Array(dim);
  if (positives.length > 0) addMean(direction, positives, 1);
  else add(direction, mean, 1);
  const counter = negatives.length === 0 ? 0 : COUNTER_SHARE;
  add(direction, mean, counter - 1);
  if (counter > 0) addMean(direction, negatives, -counter);
  const learnt = normalize(whiten(space, direction));
  const embedding = query
    ? normalize(
        learnt.map((value, i) => (1 - QUERY_SHARE) * value + QUERY_SHARE * (query[i] as number)),
      )
    : learnt;
  return { embedding, cutoff: positives.length > 0 ? cutoffOf(embedding, positives, mean) : null };
}

/**
 * Unmarked items whose mark would teach most: those nearest to the cutoff.
 *
 * @param scores [rows] of {@link Learned.embedding} with each row
 * @returns rows, least sure first
 */
export function leastSure(
  scores: Float32Array,
  cutoff: number,
  marked: ReadonlySet<number>,
  count: number,
): number[] {
  const doubt = (row: number) => Math.abs((scores[row] as number) - cutoff);
  const rows = [...scores.keys()].filter((row) => !marked.has(row));
  return rows.sort((a, b) => doubt(a) - doubt(b)).slice(0, count);
}

function cutoffOf(embedding: Float32Array, positives: readonly Mark[], mean: Float64Array): number {
  const examples = new Float64Array(mean.length);
  addMean(examples, positives, 1);
  const near = dot(embedding, Float32Array.from(examples));
  const far = dot(embedding, Float32Array.from(mean));
  return far + CUTOFF_AT * (near - far);
}

/** sum += weight * the weighted mean of the marks */
function addMean(sum: Float64Array, marks: readonly Mark[], weight: number): void {
  const total = marks.reduce((all, mark) => all + (mark.weight ?? 1), 0);
  for (const mark of marks) add(sum, mark.embedding, (weight * (mark.weight ?? 1)) / total);
}

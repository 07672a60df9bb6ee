import { softmax } from './vector';

export const SCORINGS = ['softmax', 'sigmoid'] as const;

/** How cosines of texts with a picture become probabilities: see {@link probabilitiesOf}. */
export interface Scoring {
  /** Factor on cosines. */
  readonly logitScale: number;
  /** Added to what that gives; 0 where it is left out. Without effect on a softmax. */
  readonly logitBias?: number;
  /** Left out: `softmax`. */
  readonly scoring?: (typeof SCORINGS)[number];
}

/**
 * Probabilities that a picture shows what each of several texts says. By `softmax` the texts are alternatives, and
 * the probabilities sum to 1; by `sigmoid` each text is judged alone.
 * @param cosines -1..1
 * @returns same length
 */
export function probabilitiesOf(
  cosines: ArrayLike<number>,
  { scoring = 'softmax', logitScale, logitBias = 0 }: Scoring,
): Float32Array<ArrayBuffer> {
  if (scoring === 'softmax') return softmax(cosines, logitScale);
  return Float32Array.from(
    cosines,
    (cosine) => 1 / (1 + Math.exp(-logitScale * cosine - logitBias)),
  );
}

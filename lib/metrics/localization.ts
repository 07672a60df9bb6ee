import { averagePrecision } from './binary';

/** Whether a relevance map's peak is where it should be. */
export interface Pointed {
  /** Index of the map's highest value. */
  readonly peak: number;
  /** Nonzero where the feature is, in the map's own order and size. */
  readonly mask: ArrayLike<number>;
}

/**
 * Pointing accuracy: share of maps whose peak lies in the mask. Maps whose mask is empty have no right
 * answer and are left out.
 * @returns 0..1, or null where no map has a right answer
 */
export function pointingAccuracy(pointed: readonly Pointed[]): number | null {
  const asked = pointed.filter(({ mask }) => Array.prototype.some.call(mask, Boolean));
  if (asked.length === 0) return null;
  return asked.filter(({ peak, mask }) => mask[peak]).length / asked.length;
}

/**
 * Average precision of a map against a mask: every pixel (or patch) is a case, its relevance the score.
 * The share of the mask is what a map that knows nothing gets.
 * @param map relevance, any scale, [n]
 * @param mask nonzero where the feature is, [n]
 * @returns 0..1, or null where the mask is empty
 */
export function mapAveragePrecision(
  map: ArrayLike<number>,
  mask: ArrayLike<number>,
): number | null {
  if (map.length !== mask.length) {
    throw new RangeError(`a map of ${map.length} values for a mask of ${mask.length}`);
  }
  const positive: number[] = [];
  const negative: number[] = [];
  for (let i = 0; i < map.length; i++) (mask[i] ? positive : negative).push(map[i] as number);
  return averagePrecision({ positive, negative });
}

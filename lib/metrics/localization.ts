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
 * Average precision of a map against a mask. A patch that the feature covers in part is right with that part and
 * wrong with the rest, which is what counting pixels gives where all pixels of a patch have its relevance.
 * A random map scores the mean of the mask.
 * @param map relevance, any scale, [n]
 * @param mask share of each patch that shows the feature, 0..1, [n]; for a map of pixels 0 or 1
 * @returns 0..1, or null where the mask is empty
 */
export function mapAveragePrecision(
  map: ArrayLike<number>,
  mask: ArrayLike<number>,
): number | null {
  if (map.length !== mask.length) {
    throw new RangeError(`a map of ${map.length} values for a mask of ${mask.length}`);
  }
  const order = Array.from({ length: map.length }, (_, i) => i);
  if (order.some((i) => Number.isNaN(map[i]))) throw new RangeError('a relevance is not a number');
  order.sort((a, b) => (map[b] as number) - (map[a] as number));
  let right = 0;
  let sum = 0;
  for (let start = 0; start < order.length; ) {
    // Equal values have no order: they are taken together.
    const value = map[order[start] as number];
    let end = start;
    let more = 0;
    for (; end < order.length && map[order[end] as number] === value; end++) {
      more += mask[order[end] as number] as number;
    }
    right += more;
    sum += more * (right / end);
    start = end;
  }
  return right === 0 ? null : sum / right;
}

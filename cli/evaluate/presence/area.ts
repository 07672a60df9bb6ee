import { randomBySeed } from '../random';

/** Logits of pictures that show a thing, and of pictures that do not. */
interface Logits {
  readonly positive: readonly number[];
  readonly negative: readonly number[];
}

/** A large picture is made of so many photographs. */
const TIMES = [2, 4, 8, 16, 32, 64] as const;
const GROUPS = 2000;
const SEED = 1;
/** A word is never taken to be safer than this: photographs side by side are not all that a large picture shows. */
const LEAST = 0.5;

/**
 * How much more "seen" needs in a picture of n times the area, times ln(n). A large picture is taken for n photographs side by
 * side, of which one shows the thing or none: its map's highest value is the highest of theirs. For each n the shift of the logit is
 * sought that keeps the calibration true.
 *
 * @param share of large pictures that show the thing
 * @returns 0.5 or more
 */
export function areaFactor({ positive, negative }: Logits, share: number): number {
  const random = randomBySeed(SEED);
  const any = (values: readonly number[]) => values[Math.floor(random() * values.length)] as number;
  const most = (count: number) => {
    let found = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) found = Math.max(found, any(negative));
    return found;
  };
  let [above, below] = [0, 0];
  for (const times of TIMES) {
    const yes = Array.from({ length: GROUPS }, () => Math.max(any(positive), most(times - 1)));
    const no = Array.from({ length: GROUPS }, () => most(times));
    const ln = Math.log(times);
    above -= ln * shiftOf(yes, no, share);
    below += ln * ln;
  }
  return Math.max(LEAST, above / below);
}

/** What is added to logits, so that they are true of these cases; by bisection. */
function shiftOf(yes: readonly number[], no: readonly number[], share: number): number {
  let [low, high] = [-40, 20];
  for (let step = 0; step < 50; step++) {
    const shift = (low + high) / 2;
    const probability = (values: readonly number[]) =>
      values.reduce((sum, logit) => sum + 1 / (1 + Math.exp(-(logit + shift))), 0) / values.length;
    const expected = share * probability(yes) + (1 - share) * probability(no);
    if (expected < share) low = shift;
    else high = shift;
  }
  return (low + high) / 2;
}

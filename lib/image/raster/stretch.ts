import type { Stretch } from './types';

/** What is darker or brighter than all but these shares of the values is cut off. */
const TAILS = 0.02;

/**
 * Where the bulk of the values lies, over all bands together: the balance of the colours stays.
 * @param values without nodata; the order is changed
 */
export function stretchOf(values: Float64Array): Stretch {
  if (values.length === 0) return { low: 0, high: 1 };
  values.sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))] as number;
  const [low, high] = [at(TAILS), at(1 - TAILS)];
  if (high > low) return { low, high };
  // All but a few are one value: the few decide, and where there are none it is in the middle.
  const [least, most] = [values[0] as number, values[values.length - 1] as number];
  if (most > least) return { low: least, high: most };
  const around = Math.max(1, Math.abs(low)) / 2;
  return { low: low - around, high: low + around };
}

/** Results that are asked for at once: a first step that any device shows at once, then larger ones. */
const STEPS = [3_000, 20_000];

/**
 * How many results to ask for where `k` were seen to their end.
 * @param total results that there can be
 */
export function deeper(k: number, total: number): number {
  return Math.min(total, STEPS.find((step) => step > k) ?? total);
}

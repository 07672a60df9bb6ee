/** What is said of a set of samples. */
export interface Summary {
  readonly median: number;
  /** First and third quartile. */
  readonly q1: number;
  readonly q3: number;
  readonly samples: number;
}

/** @param values at least one */
export function summaryOf(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) throw new RangeError('nothing was measured');
  return {
    median: rounded(quantile(sorted, 0.5)),
    q1: rounded(quantile(sorted, 0.25)),
    q3: rounded(quantile(sorted, 0.75)),
    samples: sorted.length,
  };
}

/** By linear interpolation. @param sorted ascending, not empty @param share 0..1 */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** Three significant digits are more than repeats. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/**
 * Takes turns: A B A B …, so that what the machine does meanwhile befalls all alike.
 * @param onSample called after each round that counts
 */
export async function interleaved(
  samples: number,
  runs: Readonly<Record<string, () => Promise<number>>>,
  warmUp = 3,
  onSample: () => void = () => {},
): Promise<Record<string, number[]>> {
  const taken: Record<string, number[]> = {};
  for (let i = -warmUp; i < samples; i++) {
    for (const [name, run] of Object.entries(runs)) {
      const value = await run();
      if (i < 0) continue;
      taken[name] ??= [];
      taken[name].push(value);
    }
    if (i >= 0) onSample();
  }
  return taken;
}

import { randomOf } from '@/lib/vector/random';
import type { FuzzedDecoder } from './decoder';
import { mutated } from './mutate';
import type { Seed } from './seeds';

export interface Outcome {
  /** Files that are still a picture. */
  read: number;
  /** Refused, by the error's code. */
  refused: Record<string, number>;
  /** What must not happen: an error without a code, a decoder that died or did not end. */
  faults: { name: string; number: number; what: string; bytes: Uint8Array }[];
}

export interface FuzzOptions {
  /** Mutations of every seed; {@link until} may end it before. */
  readonly each: number;
  /** Number of the first mutation. */
  readonly first?: number;
  /** No mutation is begun after this time, ms since 1970. */
  readonly until?: number;
  readonly onProgress?: (done: number) => void;
}

/** Decodes mutations of every seed; mutation `n` of a seed is the same in every run. */
export async function fuzz(
  seeds: readonly Seed[],
  decoder: FuzzedDecoder,
  { each, first = 0, until = Number.POSITIVE_INFINITY, onProgress }: FuzzOptions,
): Promise<Outcome> {
  const outcome: Outcome = { read: 0, refused: {}, faults: [] };
  let done = 0;
  try {
    for (let number = first; number < first + each; number++) {
      for (const [s, { name, bytes }] of seeds.entries()) {
        if (Date.now() > until) return outcome;
        const file = mutated(bytes, randomOf(number * 1009 + s));
        const answer = await decoder.decode(name, file);
        if ('read' in answer) outcome.read++;
        else if ('code' in answer)
          outcome.refused[answer.code] = (outcome.refused[answer.code] ?? 0) + 1;
        else outcome.faults.push({ name, number, what: answer.fault, bytes: file });
        onProgress?.(++done);
      }
    }
    return outcome;
  } finally {
    await decoder.end();
  }
}

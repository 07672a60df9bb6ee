import { Worker } from 'node:worker_threads';
import { randomOf } from '@/lib/vector/random';
import { mutated } from './mutate';
import type { Seed } from './seeds';

/** Longer than any decoding of so small a file may take, on a busy machine; ms. */
const PATIENCE = 20_000;
const MEMORY_MB = 1024;
const LOADED = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./thread.ts', import.meta.url).href)});
});`;

export interface Outcome {
  /** Files that are still a picture. */
  read: number;
  /** Refused, by the error's code. */
  refused: Record<string, number>;
  /** What must not happen: an error without a code, a thread that died, a decoder that did not end. */
  faults: { name: string; number: number; what: string; bytes: Uint8Array }[];
}

type Answer = { read: true } | { code: string } | { fault: string };

/** One thread, replaced when it has died or was stopped. */
class Decoder {
  private worker: Worker | undefined;

  decode(name: string, bytes: Uint8Array): Promise<Answer> {
    this.worker ??= new Worker(LOADED, {
      eval: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const { worker } = this;
    return new Promise((resolve) => {
      const end = (answer: Answer, replace: boolean): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (replace) {
          void worker.terminate();
          this.worker = undefined;
        }
        resolve(answer);
      };
      const timer = setTimeout(
        () => end({ fault: `no end after ${PATIENCE / 1000} s` }, true),
        PATIENCE,
      );
      const onMessage = (answer: Answer): void => end(answer, false);
      const onError = (error: unknown): void =>
        end({ fault: `the thread died: ${String(error)}` }, true);
      const onExit = (code: number): void => end({ fault: `the thread ended with ${code}` }, true);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage({ name, bytes });
    });
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}

/**
 * Decodes `each` mutations of every seed, as the command line decodes; mutation `n` of a seed is the same in every run.
 *
 * @param first number of the first mutation
 */
export async function fuzz(
  seeds: readonly Seed[],
  each: number,
  first = 0,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Outcome> {
  const outcome: Outcome = { read: 0, refused: {}, faults: [] };
  const decoder = new Decoder();
  for (const [s, { name, bytes }] of seeds.entries()) {
    for (let number = first; number < first + each; number++) {
      const file = mutated(bytes, randomOf(number * 1009 + s));
      const answer = await decoder.decode(name, file);
      if ('read' in answer) outcome.read++;
      else if ('code' in answer)
        outcome.refused[answer.code] = (outcome.refused[answer.code] ?? 0) + 1;
      else outcome.faults.push({ name, number, what: answer.fault, bytes: file });
      onProgress(s * each + number - first + 1, seeds.length * each);
    }
  }
  await decoder.end();
  return outcome;
}

import { AppError } from '@/lib/errors/errors';

/**
 * Runs one piece of work after another: onnxruntime refuses a second run or session creation while
 * the first is going on. Work that was given up before its turn never starts.
 */
export class SerialQueue {
  private tail: Promise<unknown> = Promise.resolve();

  /** @throws AppError cancelled when `signal` aborts before or while the work runs. */
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.tail.then(async () => {
      throwIfCancelled(signal);
      const result = await work();
      throwIfCancelled(signal);
      return result;
    });
    this.tail = turn.catch(() => {});
    return turn;
  }
}

/** @throws AppError cancelled */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new AppError('cancelled', 'The search was given up for a newer one.', 'Search again.');
  }
}

import { AppError } from '@/lib/errors/errors';

/** Work of which a few pieces run at a time and a few wait; what is more is refused at once. */
export class BoundedQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly most: number,
  ) {}

  get length(): number {
    return this.running + this.waiting.length;
  }

  /**
   * @param signal gives a place in the queue up; what runs already goes on
   * @throws AppError server-busy | cancelled, and what `work` throws
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.running >= this.atOnce) await this.wait(signal);
    else this.running++;
    try {
      return await work();
    } finally {
      // The place goes to the next request; without one it becomes free.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private wait(signal: AbortSignal): Promise<void> {
    if (this.waiting.length >= this.most) {
      throw new AppError(
        'server-busy',
        'The server has more searches to do than it can take.',
        'Search again in a moment.',
      );
    }
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener('abort', give);
        resolve();
      };
      const give = () => {
        this.waiting.splice(this.waiting.indexOf(turn), 1);
        reject(new AppError('cancelled', 'The search was given up.', 'Search again.'));
      };
      signal.addEventListener('abort', give, { once: true });
      this.waiting.push(turn);
    });
  }
}

import { ProgressBar } from '../shared/progress';
import type { Work } from './embed';

/** The parts of a run, one after the other: a progress bar for each, and how long each took. */
export class Stages {
  private readonly taken = new Map<string, number>();
  private current: { label: string; start: number; bar: ProgressBar | null } | null = null;

  /** @param out where progress is shown */
  constructor(private readonly out: NodeJS.WritableStream) {}

  /** Ends the part before. @param total things to do; 0 shows no bar */
  begin(label: string, total: number, context: Omit<Work, 'onStep'>): Work {
    this.end();
    const bar = total > 0 ? new ProgressBar(label, total, this.out) : null;
    this.current = { label, start: performance.now(), bar };
    return { ...context, onStep: (count) => bar?.step(count) };
  }

  end(): void {
    if (!this.current) return;
    const { label, start, bar } = this.current;
    bar?.done();
    this.taken.set(label, (performance.now() - start) / 1000);
    this.current = null;
  }

  /** Seconds of each part. */
  seconds(): Record<string, number> {
    return Object.fromEntries(this.taken);
  }
}

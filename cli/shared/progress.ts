import type { WriteStream } from 'node:tty';

const WIDTH = 24;
/** Percent between two lines where the output is not a terminal. */
const LOG_STEP = 10;

/** A line that says how far a piece of work is, how fast it goes and how long it still takes. */
export class ProgressBar {
  private count = 0;
  private counted = 0;
  private note = '';
  private drawnAt = Number.NEGATIVE_INFINITY;
  private logged = 0;
  private readonly start = performance.now();
  private readonly live: boolean;

  /** @param done steps that an earlier run did already: they do not count as speed */
  constructor(
    private readonly label: string,
    private readonly total: number,
    private readonly out: NodeJS.WritableStream = process.stderr,
    done = 0,
  ) {
    this.live = (out as Partial<WriteStream>).isTTY === true;
    this.count = done;
    this.draw();
  }

  step(count = 1, note = ''): void {
    this.count += count;
    this.counted += count;
    this.note = note;
    if (this.live && performance.now() - this.drawnAt < 80 && this.count < this.total) return;
    this.draw();
  }

  /** Ends the line. */
  done(): void {
    this.note = '';
    this.draw();
    if (this.live) this.out.write('\n');
  }

  /** Prints a line of its own above the bar. */
  log(line: string): void {
    this.out.write(this.live ? `\r\x1b[K${line}\n` : `${line}\n`);
    if (this.live) this.draw();
  }

  private draw(): void {
    const share = this.total === 0 ? 1 : Math.min(1, this.count / this.total);
    if (this.live) {
      this.drawnAt = performance.now();
      const filled = Math.round(share * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      const columns = (this.out as Partial<WriteStream>).columns ?? 80;
      const line = `${this.label} ${bar} ${this.figures()}${this.note && ` ${this.note}`}`;
      this.out.write(`\r\x1b[K${line.slice(0, columns - 1)}`);
      return;
    }
    const percent = Math.floor((share * 100) / LOG_STEP) * LOG_STEP;
    if (percent <= this.logged) return;
    this.logged = percent;
    this.out.write(`${this.label} ${this.figures()}\n`);
  }

  private figures(): string {
    const seconds = (performance.now() - this.start) / 1000;
    const perSecond = this.counted / Math.max(seconds, 1e-3);
    const left = (this.total - this.count) / perSecond;
    const parts = [`${this.count}/${this.total}`];
    if (this.counted > 0) parts.push(`${perSecond.toFixed(perSecond < 10 ? 1 : 0)}/s`);
    if (this.count < this.total && Number.isFinite(left)) parts.push(`${duration(left)} left`);
    else if (this.count >= this.total) parts.push(duration(seconds));
    return parts.join(' · ');
  }
}

/** Seconds as a person says them: "8 s", "3 min 20 s", "1 h 5 min". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/**
 * Limits how many pixels are held at once: a few large images, or many small ones. First come, first served; a request
 * larger than the whole budget is let through when nothing else is held.
 */
export class Budget {
  private held = 0;
  private readonly waiting: { amount: number; start: () => void }[] = [];

  constructor(private readonly total: number) {}

  async use<T>(amount: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.waiting.push({ amount, start });
      this.admit();
    });
    try {
      return await work();
    } finally {
      this.held -= amount;
      this.admit();
    }
  }

  private admit(): void {
    for (;;) {
      const next = this.waiting[0];
      if (!next || (this.held > 0 && this.held + next.amount > this.total)) return;
      this.waiting.shift();
      this.held += next.amount;
      next.start();
    }
  }
}

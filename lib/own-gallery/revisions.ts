/** A gallery is shown anew when it has grown by so much. */
const GROWTH = 1.25;

/** Counts the states of galleries that were changed in this visit: another number is another state to show. */
export class Revisions {
  private readonly states = new Map<string, { number: number; items: number }>();

  /** Undefined where nothing was changed. */
  of(id: string): number | undefined {
    return this.states.get(id)?.number;
  }

  /** The gallery holds so many items now: another state where it has grown enough to be shown anew. */
  grow(id: string, items: number): void {
    const before = this.states.get(id);
    const grown = before ? items >= GROWTH * before.items && items > before.items : items > 0;
    if (grown) this.next(id, items);
  }

  /** Nothing more is to come, or something else than its items has changed: another state in any case. */
  complete(id: string): void {
    this.next(id, Number.POSITIVE_INFINITY);
  }

  /** It is read anew: the first items that come are another state. */
  empty(id: string): void {
    this.states.set(id, { number: this.of(id) ?? 0, items: 0 });
  }

  private next(id: string, items: number): void {
    this.states.set(id, { number: (this.of(id) ?? 0) + 1, items });
  }
}

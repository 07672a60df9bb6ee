/** Most items that are selected at once. */
export const SELECTION_MAX = 10_000;

const EMPTY: ReadonlySet<string> = new Set();
const KEY = 'overlook:selection:';

/**
 * Which items of a gallery are selected. It stands outside React, so that it survives another query and another view;
 * and in the tab's storage, so that it survives a reload.
 */
export class SelectionStore {
  private gallery: string | null = null;
  private ids: ReadonlySet<string> = EMPTY;
  /** Where a range begins: the item that was clicked last. */
  private anchor: string | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same set until it changes; in the order in which items were selected. */
  of(gallery: string): ReadonlySet<string> {
    if (this.gallery !== gallery) {
      this.gallery = gallery;
      this.ids = this.read();
      this.anchor = null;
    }
    return this.ids;
  }

  /**
   * Selects an item or takes it out.
   * @param order the list's ids; given, all from the last clicked item to this one become what this one becomes
   */
  toggle(id: string, order?: readonly string[]): void {
    const on = !this.ids.has(id);
    const from = order?.indexOf(this.anchor ?? id) ?? -1;
    const to = order?.indexOf(id) ?? -1;
    const range =
      order && from >= 0 && to >= 0
        ? order.slice(Math.min(from, to), Math.max(from, to) + 1)
        : [id];
    this.anchor = id;
    const next = new Set(this.ids);
    for (const one of range) {
      if (on) next.add(one);
      else next.delete(one);
    }
    this.put(next);
  }

  add(ids: readonly string[]): void {
    this.put(new Set([...this.ids, ...ids]));
  }

  clear(): void {
    this.put(EMPTY);
  }

  private put(ids: ReadonlySet<string>): void {
    this.ids = ids.size > SELECTION_MAX ? new Set([...ids].slice(0, SELECTION_MAX)) : ids;
    this.write();
    for (const listener of this.listeners) listener();
  }

  private read(): ReadonlySet<string> {
    try {
      const stored: unknown = JSON.parse(this.storage()?.getItem(KEY + this.gallery) ?? '[]');
      if (!Array.isArray(stored) || stored.length === 0) return EMPTY;
      return new Set(
        stored.filter((id): id is string => typeof id === 'string').slice(0, SELECTION_MAX),
      );
    } catch {
      return EMPTY; // Storage is forbidden, or something else wrote there.
    }
  }

  private write(): void {
    try {
      const key = KEY + this.gallery;
      if (this.ids.size === 0) this.storage()?.removeItem(key);
      else this.storage()?.setItem(key, JSON.stringify([...this.ids]));
    } catch {
      // Storage is full or forbidden: the selection is kept until the page is closed.
    }
  }
}

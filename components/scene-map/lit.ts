/** Which item is pointed at, in the list or on the map; each shows it. Outside React: pointers move often. */
export class LitItem {
  private id: string | null = null;
  private readonly listeners = new Set<(id: string | null) => void>();

  get now(): string | null {
    return this.id;
  }

  set(id: string | null): void {
    if (id === this.id) return;
    this.id = id;
    for (const listener of this.listeners) listener(id);
  }

  /** @returns A function that ends the subscription. */
  subscribe(listener: (id: string | null) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** The result for one item: a value or an error. */
export interface Read<Item, Value> {
  readonly item: Item;
  readonly result: { readonly value: Value } | { readonly error: unknown };
}

/**
 * Reads items in their order, `ahead` of them at a time, so that the next are read while one is processed.
 * A failure is a result like any other.
 */
export async function* readAhead<Item, Value>(
  items: Iterable<Item>,
  read: (item: Item) => Promise<Value>,
  ahead: number,
): AsyncGenerator<Read<Item, Value>> {
  const start = async (item: Item): Promise<Read<Item, Value>> => {
    try {
      return { item, result: { value: await read(item) } };
    } catch (error) {
      return { item, result: { error } };
    }
  };
  const pending: Promise<Read<Item, Value>>[] = [];
  for (const item of items) {
    pending.push(start(item));
    if (pending.length >= ahead) yield await (pending.shift() as Promise<Read<Item, Value>>);
  }
  for (const read of pending) yield await read;
}

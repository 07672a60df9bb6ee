/** What came of one item: a value, or why there is none. */
export interface Read<Item, Value> {
  readonly item: Item;
  readonly result: { readonly value: Value } | { readonly error: unknown };
}

/**
 * Reads items in their order, `ahead` of them at a time, so that reading goes on while what was read is worked on.
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

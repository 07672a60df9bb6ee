/** Ids of the items that are marked as examples, and as counter-examples. */
export interface Marks {
  readonly like: readonly string[];
  readonly unlike: readonly string[];
}

export type Mark = keyof Marks;

/** Marks an item; marked the same way already, takes its mark away. */
export type OnMark = (id: string, mark: Mark) => void;

/** The mark that a key on a card means: plus and minus, with or without shift. */
export function markOfKey(key: string): Mark | null {
  if (key === '+' || key === '=') return 'like';
  return key === '-' || key === '_' ? 'unlike' : null;
}

export const SORTS = ['similarity', 'name', 'date'] as const;
/** What a list of results is sorted by. */
export type Sort = (typeof SORTS)[number];

/** What an item needs for it to be sorted. */
export interface Sortable {
  readonly id: string;
  /** What its file was called, with folders. */
  readonly name?: string;
  /** Day or moment, ISO 8601. */
  readonly date?: string;
}

/** Made when first asked for: comparing without one takes ten times as long. */
let names: Intl.Collator | undefined;

function byName(a: Sortable, b: Sortable): number {
  names ??= new Intl.Collator('en', { numeric: true });
  return names.compare(a.name ?? a.id, b.name ?? b.id);
}

/** The latest first; those without a date last. */
function byDate(a: Sortable, b: Sortable): number {
  if (a.date === b.date) return 0;
  return (a.date ?? '') < (b.date ?? '') ? 1 : -1;
}

/** Compares two items; null where similarity decides. */
export function comparisonOf(sort: Sort): ((a: Sortable, b: Sortable) => number) | null {
  return { similarity: null, name: byName, date: byDate }[sort];
}

/** Each item's place in an order, from 0, by row; items that are equal in it have the same. */
export function placesIn(
  items: readonly Sortable[],
  sort: Exclude<Sort, 'similarity'>,
): Uint32Array {
  const compare = comparisonOf(sort) ?? (() => 0);
  const itemOf = (row: number) => items[row] as Sortable;
  const rows = Array.from(items, (_, row) => row);
  rows.sort((a, b) => compare(itemOf(a), itemOf(b)));
  const places = new Uint32Array(items.length);
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    const place = before === undefined ? 0 : (places[before] as number);
    const differs = before !== undefined && compare(itemOf(before), itemOf(row)) !== 0;
    places[row] = place + (differs ? 1 : 0);
  });
  return places;
}

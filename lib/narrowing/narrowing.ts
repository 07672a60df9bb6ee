import { BOUNDS, type Bounded, type Bounds, isWithin, NO_BOUNDS } from './bounds';
import { type ColumnChoice, choicesIn, isChosen, type Told } from './columns';

/** What an item needs for it to be filtered. */
export interface Filterable extends Bounded {
  readonly file: string;
  /** What its file was called, with folders. */
  readonly name?: string;
  readonly category?: string;
  readonly tags?: readonly string[];
  /** Its values in the columns of a collection, by name. */
  readonly columns?: Readonly<Record<string, Told>>;
}

/** Chosen values. An empty list asks for nothing. */
export interface Chosen {
  /** One of these. */
  readonly category: readonly string[];
  /** All of these. */
  readonly tag: readonly string[];
  /** In one of these folders, or in a folder within. */
  readonly folder: readonly string[];
}

/** Which items may answer. */
export interface ItemFilter extends Chosen, Bounds {
  /** Of columns of a collection: all of these, each column at most once. */
  readonly where: readonly ColumnChoice[];
}

export type Facet = keyof Chosen;

/** The facets, in the order in which they are shown. */
export const FACETS = ['category', 'tag', 'folder'] as const satisfies readonly Facet[];

export const NO_FILTER: ItemFilter = {
  category: [],
  tag: [],
  folder: [],
  where: [],
  ...NO_BOUNDS,
};

/** Whether a filter asks for anything. */
export function isFiltering(filter: ItemFilter): boolean {
  return filtersIn(filter) > 0;
}

/** How many filters are in force. */
export function filtersIn(filter: ItemFilter): number {
  const chosen = FACETS.reduce((sum, facet) => sum + filter[facet].length, 0);
  const bounds = BOUNDS.filter((bound) => filter[bound] !== null).length;
  return chosen + bounds + choicesIn(filter.where);
}

/** The filter alone, of what holds more. */
export function filterOf(state: ItemFilter): ItemFilter {
  const { category, tag, folder, where, from, to, size, bbox } = state;
  return { category, tag, folder, where, from, to, size, bbox };
}

/** Whether a filter lets an item pass. */
export function passes(item: Filterable, filter: ItemFilter): boolean {
  const { category, tag, folder, where } = filter;
  if (!isWithin(item, filter)) return false;
  if (!where.every((choice) => isChosen(item.columns, choice))) return false;
  if (category.length > 0 && !category.includes(item.category ?? '')) return false;
  if (!tag.every((one) => item.tags?.includes(one))) return false;
  if (folder.length === 0) return true;
  const folders = foldersOf(item);
  return folder.some((one) => folders.includes(one));
}

/** A value of a facet, and how many of the items that the other facets let pass have it. */
export interface Count {
  readonly value: string;
  readonly count: number;
}

/**
 * The values of each facet with their counts, by name. Facets of which all items have the same value, or none, are
 * empty, as nothing could be chosen; values that are chosen are always listed.
 */
export function countsOf(
  items: readonly Filterable[],
  filter: ItemFilter,
): Readonly<Record<Facet, readonly Count[]>> {
  const of = (facet: Facet): Count[] => {
    // A second tag narrows further: counts of tags are of what passes all chosen ones.
    const others = facet === 'tag' ? filter : { ...filter, [facet]: [] };
    const counts = new Map<string, number>(filter[facet].map((value) => [value, 0]));
    const known = new Set<string>();
    let all = 0;
    for (const item of items) {
      const values = valuesOf(item, facet);
      for (const value of values) known.add(value);
      if (!passes(item, others)) continue;
      all++;
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const listed = [...counts].map(([value, count]) => ({ value, count }));
    const single = known.size < 2 && listed.every(({ count }) => count === all);
    if (single && filter[facet].length === 0) return [];
    return listed.sort((a, b) => a.value.localeCompare(b.value, 'en', { numeric: true }));
  };
  return { category: of('category'), tag: of('tag'), folder: of('folder') };
}

function valuesOf(item: Filterable, facet: Facet): readonly string[] {
  if (facet === 'folder') return foldersOf(item);
  if (facet === 'tag') return item.tags ?? [];
  return item.category === undefined ? [] : [item.category];
}

/** The folders that an item lies in, the outermost first: `a` and `a/b` of `a/b/c.jpg`. */
function foldersOf({ name, file }: Filterable): string[] {
  const parts = (name ?? file).split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

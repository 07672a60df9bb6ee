/** What an item needs for it to be filtered. */
export interface Filterable {
  readonly file: string;
  /** What its file was called, with folders. */
  readonly name?: string;
  readonly category?: string;
  readonly tags?: readonly string[];
  /** Where it lies: west, south, east, north in degrees. */
  readonly bbox?: Box;
}

/** West, south, east, north in degrees of WGS 84; west is greater than east where a box crosses 180°. */
export type Box = readonly [number, number, number, number];

/** Which items may answer. An empty list asks for nothing. */
export interface ItemFilter {
  /** One of these. */
  readonly category: readonly string[];
  /** All of these. */
  readonly tag: readonly string[];
  /** In one of these folders, or in a folder within. */
  readonly folder: readonly string[];
  /** Those that lie in this box or touch it; null and absent: wherever they lie. */
  readonly bbox?: Box | null;
}

export type Facet = Exclude<keyof ItemFilter, 'bbox'>;

/** The facets, in the order in which they are shown. */
export const FACETS = ['category', 'tag', 'folder'] as const satisfies readonly Facet[];

export const NO_FILTER: ItemFilter = { category: [], tag: [], folder: [] };

/** Whether a filter asks for anything. */
export function isFiltering(filter: ItemFilter): boolean {
  return Boolean(filter.bbox) || FACETS.some((facet) => filter[facet].length > 0);
}

/** Whether a filter lets an item pass. */
export function passes(item: Filterable, { category, tag, folder, bbox }: ItemFilter): boolean {
  if (bbox && !(item.bbox && touch(item.bbox, bbox))) return false;
  if (category.length > 0 && !category.includes(item.category ?? '')) return false;
  if (!tag.every((one) => item.tags?.includes(one))) return false;
  if (folder.length === 0) return true;
  const folders = foldersOf(item);
  return folder.some((one) => folders.includes(one));
}

/** Whether two boxes have a point in common. */
function touch(one: Box, other: Box): boolean {
  if (one[1] > other[3] || one[3] < other[1]) return false;
  const eastwards = (from: number, to: number) => (((to - from) % 360) + 360) % 360;
  const width = ([west, , east]: Box) => (east >= west ? east - west : east - west + 360);
  return eastwards(one[0], other[0]) <= width(one) || eastwards(other[0], one[0]) <= width(other);
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

import { useMemo } from 'react';
import type { ColumnCount } from '@/lib/collection/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import { type Count, countsOf, type Facet, type ItemFilter } from '@/lib/narrowing/narrowing';

/** The values of each facet with their counts; of a collection those that its server has counted. */
export function useCounts(
  { items, served }: GalleryManifest,
  filter: ItemFilter,
): Readonly<Record<Facet, readonly Count[]>> {
  return useMemo(() => {
    if (!served) return countsOf(items, filter);
    const category = served.columns.find(({ name }) => name === 'category')?.values;
    const counts = countsOf([], filter);
    return category ? { ...counts, category: withChosen(category, filter.category) } : counts;
  }, [items, served, filter]);
}

/** What is chosen is always listed. */
export function withChosen(
  values: readonly ColumnCount[],
  chosen: readonly string[],
): readonly Count[] {
  const known = new Set(values.map(({ value }) => value));
  const others = chosen.filter((value) => !known.has(value));
  return [...values, ...others.map((value) => ({ value, count: 0 }))];
}

import { useMemo } from 'react';
import type { GalleryManifest } from '@/lib/gallery/types';
import {
  type Dates,
  datesOf,
  type Places,
  placesOf,
  type SizeCount,
  sizesOf,
} from '@/lib/narrowing/bounds';
import { type ItemFilter, passes } from '@/lib/narrowing/narrowing';

/** What bounds can be set to in a gallery. */
export interface Extent {
  /** Whether any of its items has a date, and a place. */
  readonly dated: boolean;
  readonly placed: boolean;
  /** Of the items that the other filters let pass; null where none of them says, or only a server knows. */
  readonly dates: Dates | null;
  readonly places: Places | null;
  readonly sizes: readonly SizeCount[];
}

export function useExtent(gallery: GalleryManifest, filter: ItemFilter): Extent {
  const { items, served } = gallery;
  return useMemo(() => {
    const { dated = false, placed = false } = served ?? {};
    if (served) return { dated, placed, dates: null, places: null, sizes: [] };
    const without = (bounds: Partial<ItemFilter>) => {
      const others = { ...filter, ...bounds };
      return items.filter((item) => passes(item, others));
    };
    const sizes = sizesOf(without({ size: null }));
    return {
      dated: items.some(({ date }) => date !== undefined),
      placed: items.some(({ bbox }) => bbox !== undefined),
      dates: datesOf(without({ from: null, to: null })),
      places: placesOf(without({ bbox: null })),
      sizes: filter.size === null ? sizes : withChosen(sizes, filter.size, without({}).length),
    };
  }, [items, served, filter]);
}

/** What is chosen is always listed. */
function withChosen(sizes: readonly SizeCount[], size: number, count: number): SizeCount[] {
  if (sizes.some((one) => one.size === size)) return [...sizes];
  return [...sizes, { size, count }].sort((a, b) => a.size - b.size);
}

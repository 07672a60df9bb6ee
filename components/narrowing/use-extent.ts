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
  /** Whether a date can be chosen: not where all items are of one day. */
  readonly dated: boolean;
  /** Whether any of its items has a place. */
  readonly placed: boolean;
  /** Of the items that the other filters let pass; null where none of them says, or only a server knows. */
  readonly dates: Dates | null;
  readonly places: Places | null;
  readonly sizes: readonly SizeCount[];
}

export function useExtent(gallery: GalleryManifest, filter: ItemFilter): Extent {
  const { items, served } = gallery;
  return useMemo(() => {
    if (served) {
      const { date, placed = false } = served;
      return { dated: date !== undefined, placed, dates: null, places: null, sizes: [] };
    }
    const without = (bounds: Partial<ItemFilter>) => {
      const others = { ...filter, ...bounds };
      return items.filter((item) => passes(item, others));
    };
    const sizes = sizesOf(without({ size: null }));
    const days = datesOf(items);
    const differ = days !== null && (days.first !== days.last || days.count < items.length);
    return {
      dated: differ || filter.from !== null || filter.to !== null,
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

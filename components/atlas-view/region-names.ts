import type { Atlas } from '@/lib/atlas/types';
import type { GalleryItem } from '@/lib/gallery/types';

/** A name that a region could have. */
export interface NameOffer {
  readonly name: string;
  /** How well it fits: of two regions that could have it, the one where it fits better gets it. */
  readonly weight: number;
}

/** Share of a region's items that a category has at least where the region is called by it. */
const LEAST_SHARE = 0.25;

/**
 * What the regions of a map could be called: by the categories of their items.
 * @returns null where no item has a category
 */
export function categoryOffers(
  items: readonly GalleryItem[],
  { positions, regions }: Atlas,
): readonly (readonly NameOffer[])[] | null {
  if (!items.some(({ category }) => category)) return null;
  const counts = regions.map(() => new Map<string, number>());
  const sizes = regions.map(() => 0);
  for (let row = 0; row < items.length; row++) {
    const category = items[row]?.category;
    if (!category) continue;
    const region = nearest(regions, positions[2 * row] as number, positions[2 * row + 1] as number);
    sizes[region] = (sizes[region] as number) + 1;
    const of = counts[region];
    of?.set(category, (of.get(category) ?? 0) + 1);
  }
  return counts.map((of, region) =>
    [...of]
      .filter(([, count]) => count >= LEAST_SHARE * (sizes[region] as number))
      .map(([name, count]) => ({ name, weight: count })),
  );
}

/**
 * One name a region, each once: the map is parted by place alone, so that several regions may hold the same thing. The
 * region where a name fits best gets it, the others their next one.
 * @returns by region; '' where none of its names is left
 */
export function distinctNames(offers: readonly (readonly NameOffer[])[]): readonly string[] {
  const names = offers.map(() => '');
  const taken = new Set<string>();
  const all = offers.flatMap((of, region) => of.map((offer) => ({ ...offer, region })));
  for (const { name, region } of all.sort((a, b) => b.weight - a.weight)) {
    if (names[region] !== '' || taken.has(name)) continue;
    names[region] = name;
    taken.add(name);
  }
  return names;
}

/**
 * Items of each region that pass a filter.
 * @param passing 1 where an item passes, by row; null where all do
 */
export function passingIn({ positions, regions }: Atlas, passing: Uint8Array | null): number[] {
  if (!passing) return regions.map(({ items }) => items);
  const counts = regions.map(() => 0);
  passing.forEach((passes, row) => {
    if (!passes) return;
    const region = nearest(regions, positions[2 * row] as number, positions[2 * row + 1] as number);
    counts[region] = (counts[region] as number) + 1;
  });
  return counts;
}

function nearest(regions: Atlas['regions'], x: number, y: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < regions.length; i++) {
    const { x: atX, y: atY } = regions[i] as Atlas['regions'][number];
    const distance = (atX - x) ** 2 + (atY - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

import type { Atlas, Region } from '@/lib/atlas/types';
import type { GalleryItem } from '@/lib/gallery/types';

/**
 * What the regions of a map are called: by the category of most of their items.
 * @returns null where no item has a category
 */
export function categoryNames(
  items: readonly GalleryItem[],
  { positions, regions }: Atlas,
): readonly string[] | null {
  if (!items.some(({ category }) => category)) return null;
  const counts = regions.map(() => new Map<string, number>());
  items.forEach(({ category }, row) => {
    if (!category) return;
    const [x, y] = [positions[2 * row] as number, positions[2 * row + 1] as number];
    const distances = regions.map((region) => Math.hypot(region.x - x, region.y - y));
    const of = counts[distances.indexOf(Math.min(...distances))];
    of?.set(category, (of.get(category) ?? 0) + 1);
  });
  return counts.map((of) => [...of].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '');
}

/** Neighbouring regions of one name. */
export interface NamedRegion {
  readonly name: string;
  /** The middle of the largest of them, 0..1 of the map: between two there may be nothing. */
  readonly x: number;
  readonly y: number;
  readonly items: number;
}

/** Middles of regions that are nearer than this are neighbours: shares of the map's side. */
const NEIGHBOURS = 0.18;

/**
 * The regions of a map by name. The map is parted by place alone, so that one thing may fill several regions:
 * neighbours of the same name become one. Those without a name are left out.
 * @param regions largest first
 */
export function namedRegions(
  regions: readonly Pick<Region, 'x' | 'y' | 'items'>[],
  names: readonly string[],
): readonly NamedRegion[] {
  const merged: NamedRegion[] = [];
  regions.forEach(({ x, y, items }, i) => {
    const name = names[i] ?? '';
    if (name === '') return;
    const at = merged.findIndex(
      (other) => other.name === name && Math.hypot(other.x - x, other.y - y) < NEIGHBOURS,
    );
    const other = merged[at];
    if (!other) {
      merged.push({ name, x, y, items });
      return;
    }
    merged[at] = { ...other, items: other.items + items };
  });
  return merged.sort((a, b) => b.items - a.items);
}

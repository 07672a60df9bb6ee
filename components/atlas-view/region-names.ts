import type { Atlas } from '@/lib/atlas/types';
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

import type { GalleryItem } from '@/lib/gallery/types';

/** Which colour each item has. */
export interface Colours {
  /** CSS colours, each once. */
  readonly palette: readonly string[];
  /** Number of its colour in the palette, by row. */
  readonly of: Uint32Array;
}

/** A colour a category; neighbours in the list of categories differ. */
export function coloursOf(items: readonly Pick<GalleryItem, 'category'>[]): Colours {
  const categories = [...new Set(items.map(({ category }) => category ?? ''))].sort();
  const numbers = new Map(categories.map((category, i) => [category, i]));
  return {
    palette: categories.map((_, i) => `hsl(${Math.round(i * 137.5) % 360} 60% 52%)`),
    of: Uint32Array.from(items, ({ category }) => numbers.get(category ?? '') ?? 0),
  };
}

import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';

/** Labels of an image. */
export interface LabelledItem {
  readonly category?: string;
  readonly captions?: readonly string[];
}

/** What a collection can be asked: which category is it, which caption belongs to it. */
export interface Questions {
  /** The categories to choose from; empty where no item has one. */
  readonly categories: readonly string[];
  /** One a category, in their order. */
  readonly prompts: readonly string[];
  /** Number of each item's category; undefined where it has none. */
  readonly categoryOfItem: readonly (number | undefined)[];
  /** All that are not blank, item after item. */
  readonly captions: readonly string[];
  /** Number of the item that each caption belongs to. */
  readonly imageOfCaption: readonly number[];
}

/** The questions that a collection's own labels allow. */
export function questionsOf(items: readonly LabelledItem[]): Questions {
  const categories = categoriesOf(items);
  const numbers = new Map(categories.map((name, i) => [name, i]));
  const captions = items.flatMap((item, image) =>
    (item.captions ?? [])
      .filter((text) => text.trim() !== '')
      .map((text) => ({
        text,
        image,
      })),
  );
  return {
    categories,
    prompts: categories.map(categoryPrompt),
    categoryOfItem: items.map(({ category }) =>
      category === undefined ? undefined : numbers.get(category),
    ),
    captions: captions.map(({ text }) => text),
    imageOfCaption: captions.map(({ image }) => image),
  };
}

/** RSICD's 30 where the data has no other; else those that it has. */
function categoriesOf(items: readonly LabelledItem[]): string[] {
  const there = new Set(items.flatMap(({ category }) => category ?? []));
  const rsicd = new Set<string>(RSICD_CATEGORIES);
  if (there.size === 0) return [];
  return [...there].every((name) => rsicd.has(name)) ? [...RSICD_CATEGORIES] : [...there].sort();
}

/** Whether these are RSICD's 30: then figures that others published are of the same question. */
export function isRsicd(categories: readonly string[]): boolean {
  return categories.join() === RSICD_CATEGORIES.join();
}

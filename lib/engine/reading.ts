import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import type { GalleryManifest } from '@/lib/gallery/types';
import { probabilitiesOf, type Scoring } from '@/lib/vector/scoring';
import { dot, scoreRows } from '@/lib/vector/vector';
import type { ImageReading } from './protocol';

/** Captions of a gallery with their text embeddings, row-major, normalized. */
export interface CaptionTable {
  readonly captions: readonly { readonly text: string; readonly row: number }[];
  readonly matrix: Float32Array;
}

/** Nearest captions that a reading holds. */
const CAPTIONS = 8;

/**
 * The categories that an image is read by: RSICD's 30 where the gallery's are among them (or where it
 * names none), else the gallery's own.
 */
export function categoriesOf(gallery: GalleryManifest): readonly string[] {
  const own = new Set(gallery.items.flatMap((item) => item.category ?? []));
  const rsicd: ReadonlySet<string> = new Set(RSICD_CATEGORIES);
  if ([...own].every((category) => rsicd.has(category))) return RSICD_CATEGORIES;
  return [...own].toSorted();
}

export const promptsOf = (categories: readonly string[]) => categories.map(categoryPrompt);

/**
 * Zero-shot classification: the cosines with the categories' prompts, scored as the model was trained.
 *
 * @param prompts Embeddings of the prompts, normalized, in the order of `categories`.
 * @returns All categories, most probable first.
 */
export function readCategories(
  embedding: Float32Array,
  categories: readonly string[],
  prompts: readonly Float32Array[],
  scoring: Scoring,
): ImageReading['categories'] {
  const cosines = prompts.map((prompt) => dot(prompt, embedding));
  const probabilities = probabilitiesOf(cosines, scoring);
  return categories
    .map((name, i) => ({ name, probability: probabilities[i] as number }))
    .toSorted((a, b) => b.probability - a.probability);
}

/** The nearest captions, each wording once, best first. */
export function readCaptions(
  embedding: Float32Array,
  { captions, matrix }: CaptionTable,
  gallery: GalleryManifest,
): ImageReading['captions'] {
  const similarities = scoreRows(matrix, gallery.dim, embedding);
  const seen = new Set<string>();
  const nearest: { text: string; similarity: number; id: string }[] = [];
  const order = [...captions.keys()].toSorted(
    (a, b) => (similarities[b] as number) - (similarities[a] as number),
  );
  for (const i of order) {
    const { text, row } = captions[i] as (typeof captions)[number];
    const wording = text.trim().toLowerCase();
    if (seen.has(wording)) continue;
    seen.add(wording);
    nearest.push({ text, similarity: similarities[i] as number, id: gallery.items[row]?.id ?? '' });
    if (nearest.length === CAPTIONS) break;
  }
  return nearest;
}

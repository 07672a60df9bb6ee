import { shareFamiliar, unfamiliarWords } from '@/lib/certainty/words';
import type { Encoder } from '@/lib/encoder/encoder';
import type { Certainty, GalleryItem } from '@/lib/gallery/types';
import { createExactIndex } from '@/lib/search-index/exact';
import { fitCertainty, type Judged } from './fit';

/** A query, and by the gallery's own facts which items answer it: none without any of the three. */
export interface Asked {
  readonly q: string;
  /** Any of these categories. */
  readonly classes?: readonly string[];
  /** All of these tags. */
  readonly tags?: readonly string[];
  /** Any of these tags. */
  readonly anyTag?: readonly string[];
  /** May be suggested to visitors. */
  readonly show?: boolean;
}

/** Results that count: the page's first. */
const FIRST = 24;
/** A suggestion's first results, as many as there are answers up to this, and the share of them that has to be right. */
const SHOWN = 12;
const SHOWN_RIGHT = 0.8;
const MOST_SUGGESTIONS = 10;
/** Least number of queries to fit on. */
const LEAST_QUERIES = 40;

export interface Answers {
  /** Left out where no query may be suggested. */
  readonly suggestions?: readonly string[];
  /** Undefined where too few queries were asked. */
  readonly certainty?: Certainty;
}

/** Asks a gallery, and says which queries may be suggested and how certain its results are. */
export async function ask(
  queries: readonly Asked[],
  items: readonly GalleryItem[],
  matrix: Float32Array,
  encoder: Encoder,
): Promise<Answers> {
  const index = createExactIndex(matrix, encoder.model.dim);
  const marks = encoder.tokenize('').ids.length;
  const piecesOf = (word: string) => encoder.tokenize(word).ids.length - marks;
  const embeddings = await encoder.encodeText(queries.map(({ q }) => q));
  const judged = queries.map((query, i): Judged & Asked => {
    const found = index.search(embeddings[i] as Float32Array, Math.min(FIRST, items.length));
    return {
      ...query,
      familiar: shareFamiliar(query.q, unfamiliarWords(query.q, piecesOf)),
      results: Array.from(found.rows, (row, rank) => ({
        similarity: found.similarities[rank] as number,
        right: answers(query, items[row] as GalleryItem),
      })),
    };
  });
  const suggestions = suggestionsOf(judged, items);
  return {
    ...(suggestions.length > 0 && { suggestions }),
    ...(queries.length >= LEAST_QUERIES && { certainty: fitCertainty(judged) }),
  };
}

/** Queries of a gallery of which nothing is known but its categories: their names. */
export function categoryQueries(items: readonly GalleryItem[]): Asked[] {
  const names = new Set(items.flatMap(({ category }) => category ?? []));
  return [...names].map((name) => ({ q: name.toLowerCase(), classes: [name], show: true }));
}

/** Whether an item answers a query. */
export function answers({ classes, tags, anyTag }: Asked, item: GalleryItem): boolean {
  const has = (tag: string) => item.tags?.includes(tag) ?? false;
  return (
    (classes?.includes(item.category ?? '') ?? false) ||
    (tags?.every(has) ?? false) ||
    (anyTag?.some(has) ?? false)
  );
}

/** Those that may be shown and whose first results are right. */
function suggestionsOf(
  judged: readonly (Judged & Asked)[],
  items: readonly GalleryItem[],
): string[] {
  return judged
    .filter((query) => {
      const there = items.filter((item) => answers(query, item)).length;
      const first = query.results.slice(0, Math.min(SHOWN, there));
      const right = first.filter((result) => result.right).length;
      return query.show && first[0]?.right && right >= SHOWN_RIGHT * first.length;
    })
    .map(({ q }) => q)
    .slice(0, MOST_SUGGESTIONS);
}

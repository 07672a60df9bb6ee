import type { Query, QueryPart } from '@/lib/engine/protocol';
import { decodeEmbedding, INGREDIENTS_MAX, type TextState } from '@/lib/search-params';

/** What a query is made of, in the order of its chips and of the weights in the URL. */
export interface Ingredient {
  readonly kind: 'words' | 'minus' | 'embedding' | 'like' | 'unlike';
  /** Words; an id of an item; an embedding as the URL prints it. */
  readonly value: string;
  /** Below zero: away from it. Magnitude 0.1..2. */
  readonly weight: number;
}

/** The part of the text view's state that is the query. */
export type QueryState = Pick<TextState, 'q' | 'minus' | 'like' | 'unlike' | 'e' | 'w'>;

const SIGNS = { words: 1, embedding: 1, like: 1, minus: -1, unlike: -1 } as const;

/** Blank words are no ingredient of others; alone they stay, so that the engine can say what is wrong with them. */
export function ingredientsOf({ q, minus, e, like, unlike, w }: QueryState): Ingredient[] {
  const others = minus.length + e.length + like.length + unlike.length;
  const words = q === '' || (others > 0 && q.trim() === '') ? [] : [q];
  const kinds: [Ingredient['kind'], readonly string[]][] = [
    ['words', words],
    ['minus', minus],
    ['embedding', e],
    ['like', like],
    ['unlike', unlike],
  ];
  const all = kinds.flatMap(([kind, values]) =>
    [...new Set(values)].map((value) => ({ kind, value })),
  );
  return all.map(({ kind, value }, i) => ({ kind, value, weight: weightOf(kind, w[i] ?? 1) }));
}

/** Only an embedding carries its sign in its weight; that of the others is in their kind. */
function weightOf(kind: Ingredient['kind'], weight: number): number {
  return kind === 'embedding' ? weight : SIGNS[kind] * Math.abs(weight);
}

/** The URL's state of some ingredients: the inverse of {@link ingredientsOf}. Each kind keeps what its list holds. */
export function stateOf(ingredients: readonly Ingredient[]): QueryState {
  const of = (kind: Ingredient['kind'], most: number) =>
    ingredients.filter((one) => one.kind === kind).slice(0, most);
  const words = of('words', 1);
  const lists = {
    minus: of('minus', INGREDIENTS_MAX.minus),
    e: of('embedding', INGREDIENTS_MAX.e),
    like: of('like', INGREDIENTS_MAX.like),
    unlike: of('unlike', INGREDIENTS_MAX.unlike),
  };
  const values = (list: readonly Ingredient[]) => list.map(({ value }) => value);
  const ordered = [...words, ...lists.minus, ...lists.e, ...lists.like, ...lists.unlike];
  const w = ordered.map(({ kind, weight }) => (kind === 'embedding' ? weight : Math.abs(weight)));
  while (w.at(-1) === 1) w.pop();
  return {
    q: words[0]?.value ?? '',
    minus: values(lists.minus),
    e: values(lists.e),
    like: values(lists.like),
    unlike: values(lists.unlike),
    w,
  };
}

/**
 * The engine's query. Words alone stay a text, which takes the shortest way.
 *
 * @param dim Dimension of the model; null while it is not known, and a query with embeddings has to wait.
 * @throws AppError embedding-broken
 */
export function queryOf(ingredients: readonly Ingredient[], dim: number | null): Query | null {
  const [first] = ingredients;
  if (!first) return null;
  if (ingredients.length === 1 && first.kind === 'words')
    return { kind: 'text', text: first.value };
  if (dim === null && ingredients.some(({ kind }) => kind === 'embedding')) return null;
  const parts = ingredients.map((ingredient) => partOf(ingredient, dim ?? 0));
  return { kind: 'mix', parts };
}

function partOf({ kind, value, weight }: Ingredient, dim: number): QueryPart {
  switch (kind) {
    case 'words':
    case 'minus':
      return { kind: 'text', text: value, weight };
    case 'embedding':
      return { kind: 'embedding', embedding: decodeEmbedding(value, dim), weight };
    case 'like':
    case 'unlike':
      return { kind: 'item', id: value, weight };
  }
}

const OTHER_SIDE = {
  words: 'minus',
  minus: 'words',
  embedding: 'embedding',
  like: 'unlike',
  unlike: 'like',
} as const;

/** The ingredients with the sign of one turned. Words that turn to plus join those that are there. */
export function turned(ingredients: readonly Ingredient[], at: number): Ingredient[] {
  const one = ingredients[at];
  if (!one) return [...ingredients];
  const words = ingredients.find(({ kind }) => kind === 'words');
  if (one.kind === 'minus' && words) {
    const joined = { ...words, value: `${words.value.trim()} ${one.value}` };
    return ingredients.flatMap((other, i) => (i === at ? [] : other === words ? joined : other));
  }
  const next = { kind: OTHER_SIDE[one.kind], value: one.value, weight: -one.weight };
  return ingredients.map((other, i) => (i === at ? next : other));
}

/** The ingredients with an item marked as an example or a counter-example; marked the same way again, without its mark. */
export function marked(
  ingredients: readonly Ingredient[],
  id: string,
  mark: 'like' | 'unlike',
): Ingredient[] {
  const isMarked = (one: Ingredient) =>
    (one.kind === 'like' || one.kind === 'unlike') && one.value === id;
  const before = ingredients.find(isMarked);
  const rest = ingredients.filter((one) => !isMarked(one));
  if (before?.kind === mark) return rest;
  return [...rest, { kind: mark, value: id, weight: SIGNS[mark] }];
}

/** The ingredients with some items marked, whatever mark they had. */
export function allMarked(
  ingredients: readonly Ingredient[],
  ids: readonly string[],
  mark: 'like' | 'unlike',
): Ingredient[] {
  const chosen = new Set(ids);
  const isChosen = ({ kind, value }: Ingredient) =>
    (kind === 'like' || kind === 'unlike') && chosen.has(value);
  const rest = ingredients.filter((one) => !isChosen(one));
  return [...rest, ...ids.map((value) => ({ kind: mark, value, weight: SIGNS[mark] }))];
}

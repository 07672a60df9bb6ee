import type { Concept } from '@/lib/concepts/types';
import type { Ingredient } from '@/lib/query/ingredients';
import { encodeEmbedding } from '@/lib/search-params';

/** A concept's embedding as the URL prints it. */
export function embeddingOf({ embedding }: Pick<Concept, 'embedding'>): string {
  return encodeEmbedding(Float32Array.from(embedding));
}

/**
 * What a chip says.
 * @param nameOf name of an item by its id
 * @param concepts those of this browser: a link holds a concept's embedding, not its name
 */
export function labelOf(
  { kind, value }: Ingredient,
  nameOf: (id: string) => string,
  concepts: readonly Concept[],
): string {
  switch (kind) {
    case 'words':
    case 'minus':
      return value.trim();
    case 'embedding':
      return (
        concepts.find((concept) => embeddingOf(concept) === value)?.name ?? 'Picture or concept'
      );
    case 'like':
    case 'unlike':
      return nameOf(value);
  }
}

/** The query in one line: for the tab's title and the live region. */
export function titleOf(ingredients: readonly Ingredient[]): string {
  const words = ingredients.flatMap(({ kind, value }) => (kind === 'words' ? value.trim() : []));
  const minus = ingredients.flatMap(({ kind, value }) => (kind === 'minus' ? value.trim() : []));
  const count = (kind: Ingredient['kind']) => ingredients.filter((one) => one.kind === kind).length;
  const examples = count('like') + count('unlike');
  const parts = [
    ...words,
    ...(count('embedding') > 0 ? ['a picture or concept'] : []),
    ...(examples > 0 ? [`${examples} marked ${examples === 1 ? 'example' : 'examples'}`] : []),
  ];
  const without = minus.length > 0 ? ` without ${minus.join(', ')}` : '';
  return `${parts.join(' + ')}${without}`.trim();
}

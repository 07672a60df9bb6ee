import { dot } from '@/lib/vector/vector';

/**
 * Cosine from which two pictures count as the same. A high one: two fields that share nothing but their furrows reach
 * .9996, and a picture that is folded by mistake is hidden. Measured in docs/galleries.md.
 */
export const SAME_COSINE = 0.9998;

/** A ranked row of a gallery. */
export interface Ranked {
  readonly row: number;
  /** Cosine with the query, -1..1. */
  readonly similarity: number;
}

/** The best of some pictures that are the same, and the others in rank order. */
export interface Stack<R extends Ranked> {
  readonly top: R;
  readonly copies: R[];
}

/**
 * Folds near-duplicates: each row joins the first stack of which the top is the same picture.
 *
 * @param ranked best first
 * @param most stacks; rows after those are kept only where they join one
 * @param vector the embedding of a row, normalized, [dim]
 */
export function foldCopies<R extends Ranked>(
  ranked: readonly R[],
  most: number,
  vector: (row: number) => Float32Array,
): Stack<R>[] {
  const stacks: (Stack<R> & { readonly embedding: Float32Array })[] = [];
  for (const one of ranked) {
    const embedding = vector(one.row);
    // From the end: the same picture has about the same similarity.
    let found = false;
    for (let i = stacks.length - 1; i >= 0 && !found; i--) {
      const stack = stacks[i] as (typeof stacks)[number];
      if (stack.top.similarity - one.similarity > FURTHEST) break;
      found = dot(stack.embedding, embedding) >= SAME_COSINE;
      if (found) stack.copies.push(one);
    }
    if (!found && stacks.length < most) stacks.push({ top: one, copies: [], embedding });
  }
  return stacks.map(({ top, copies }) => ({ top, copies }));
}

/** Two unit vectors of that cosine are no further apart, so neither are their cosines with a third. */
const FURTHEST = Math.sqrt(2 - 2 * SAME_COSINE);

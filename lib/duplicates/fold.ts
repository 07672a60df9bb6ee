import { dot } from '@/lib/vector/vector';
import { type PictureHash, turnsOf } from './hash';
import { HashTable } from './hash-table';
import { CROPPED_BITS, CROPPED_COSINE, LEAST_COSINE, SAME_BITS, SAME_COSINE } from './same';

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
 * Folds near-duplicates: each row joins a stack of which the top is the same picture.
 *
 * @param ranked best first
 * @param most stacks; rows after those are kept only where they join one
 * @param vector the embedding of a row, normalized, [dim]
 * @param hash of a row's picture; null where it is not known: then the embedding alone decides
 */
export function foldCopies<R extends Ranked>(
  ranked: readonly R[],
  most: number,
  vector: (row: number) => Float32Array,
  hash: (row: number) => PictureHash | null = () => null,
): Stack<R>[] {
  const stacks: Stack<R>[] = [];
  const tops = new Tops();
  for (const one of ranked) {
    const picture = { similarity: one.similarity, embedding: vector(one.row), hash: hash(one.row) };
    const same = tops.sameAs(picture);
    if (same !== null) {
      stacks[same]?.copies.push(one);
    } else if (stacks.length < most) {
      stacks.push({ top: one, copies: [] });
      tops.add(picture);
    }
  }
  return stacks;
}

interface Picture {
  readonly similarity: number;
  readonly embedding: Float32Array;
  readonly hash: PictureHash | null;
}

/** Two unit vectors of that cosine are no further apart, so neither are their cosines with a third. */
const FURTHEST = Math.sqrt(2 - 2 * SAME_COSINE);

/** Stacks whose tops are compared with pictures that lost an edge: that takes the longest, and more would be felt. */
const MOST_CROPPED = 5000;

/** The tops of stacks, found by what is the same picture. */
class Tops {
  private readonly all: Picture[] = [];
  private readonly turned = new HashTable(SAME_BITS);
  private readonly cropped = new HashTable(CROPPED_BITS);
  /** Numbers of the tops by the tables' own. */
  private readonly hashed: number[] = [];
  /** Numbers of the tops without a hash. */
  private readonly bare: number[] = [];

  add(picture: Picture): void {
    const number = this.all.push(picture) - 1;
    if (!picture.hash) {
      this.bare.push(number);
      return;
    }
    this.hashed.push(number);
    this.turned.add(picture.hash);
    if (this.cropped.size < MOST_CROPPED) this.cropped.add(picture.hash);
  }

  /** Number of the first top that is the same picture; null where none is. */
  sameAs({ similarity, embedding, hash }: Picture): number | null {
    let first: number | null = null;
    const take = (near: readonly number[], cosine: number) => {
      for (const i of near) {
        const number = this.hashed[i] as number;
        if (first !== null && number >= first) continue;
        if (dot((this.all[number] as Picture).embedding, embedding) >= cosine) first = number;
      }
    };
    if (hash) {
      take(this.cropped.near(hash), CROPPED_COSINE);
      for (const turn of turnsOf(hash)) take(this.turned.near(turn), LEAST_COSINE);
    }
    return first ?? this.sameByEmbedding(similarity, embedding, hash === null);
  }

  /** @param all also among the tops with a hash */
  private sameByEmbedding(
    similarity: number,
    embedding: Float32Array,
    all: boolean,
  ): number | null {
    const length = all ? this.all.length : this.bare.length;
    // From the end: the same picture has about the same similarity.
    for (let i = length - 1; i >= 0; i--) {
      const number = all ? i : (this.bare[i] as number);
      const top = this.all[number] as Picture;
      if (top.similarity - similarity > FURTHEST) return null;
      if (isNear(top.embedding, embedding)) return number;
    }
    return null;
  }
}

/** Components after which most pairs are known to be too far apart. */
const AHEAD = 16;

function isNear(a: Float32Array, b: Float32Array): boolean {
  let squares = 0;
  for (let i = 0; i < AHEAD && i < a.length; i++) {
    squares += ((a[i] as number) - (b[i] as number)) ** 2;
  }
  return squares <= FURTHEST * FURTHEST && dot(a, b) >= SAME_COSINE;
}

import { dot } from '@/lib/vector/vector';
import type { PictureHash } from './hash';
import { HashTable } from './hash-table';
import { NearTable } from './near-table';
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
  const tops = new Tops(vector, axesOf(ranked, vector));
  for (const one of ranked) {
    const picture = hash(one.row);
    const same = tops.sameAs(one.row, picture);
    if (same !== null) {
      stacks[same]?.copies.push(one);
    } else if (stacks.length < most) {
      stacks.push({ top: one, copies: [] });
      tops.add(one.row, picture);
    }
  }
  return stacks;
}

/** Two unit vectors of that cosine are no further apart. */
const FURTHEST = Math.sqrt(2 - 2 * SAME_COSINE);

/** Stacks whose tops are compared with pictures that lost an edge: that takes the longest, and more would be felt. */
const MOST_CROPPED = 5000;

/** Embeddings from all over the list: along them the others differ more than along any direction. */
function axesOf(
  ranked: readonly Ranked[],
  vector: (row: number) => Float32Array,
): readonly Float32Array[] {
  return [1, 3, 5].flatMap((sixths) => {
    const one = ranked[Math.floor((ranked.length * sixths) / 6)];
    return one ? [vector(one.row)] : [];
  });
}

/** The tops of stacks, found by what is the same picture. */
class Tops {
  private readonly rows: number[] = [];
  private readonly turned = new HashTable();
  private readonly cropped = new HashTable();
  /** Numbers of the tops with a hash, by the tables' own. */
  private readonly hashed: number[] = [];
  /** The tops without a hash. */
  private readonly bare: NearTable;
  /** The tops with a hash: as many as were there when one was last looked for by its embedding alone. */
  private readonly rest: NearTable;

  constructor(
    private readonly vector: (row: number) => Float32Array,
    axes: readonly Float32Array[],
  ) {
    this.bare = new NearTable(axes, FURTHEST);
    this.rest = new NearTable(axes, FURTHEST);
  }

  add(row: number, hash: PictureHash | null): void {
    const number = this.rows.push(row) - 1;
    if (!hash) {
      this.bare.add(number, this.vector(row));
      return;
    }
    this.hashed.push(number);
    this.turned.add(hash);
    if (this.cropped.size < MOST_CROPPED) this.cropped.add(hash);
  }

  /** Number of the top that is the same picture: the first by hash, else the last by the embedding; null where none is. */
  sameAs(row: number, hash: PictureHash | null): number | null {
    return (hash && this.sameByHash(row, hash)) ?? this.sameByEmbedding(row, hash === null);
  }

  private sameByHash(row: number, hash: PictureHash): number | null {
    let first: number | null = null;
    let embedding: Float32Array | undefined;
    const take = (near: readonly number[], cosine: number) => {
      for (const i of near) {
        const number = this.hashed[i] as number;
        if (first !== null && number >= first) continue;
        embedding ??= this.vector(row);
        if (dot(this.embeddingOf(number), embedding) >= cosine) first = number;
      }
    };
    take(this.cropped.near(hash, CROPPED_BITS), CROPPED_COSINE);
    take(this.turned.nearTurned(hash, SAME_BITS), LEAST_COSINE);
    return first;
  }

  /** @param all also among the tops with a hash */
  private sameByEmbedding(row: number, all: boolean): number | null {
    if (!all && this.bare.size === 0) return null;
    const embedding = this.vector(row);
    let last: number | null = null;
    const take = (number: number) => {
      if (last !== null && number <= last) return;
      if (dot(this.embeddingOf(number), embedding) >= SAME_COSINE) last = number;
    };
    this.bare.near(embedding, take);
    if (!all) return last;
    while (this.rest.size < this.hashed.length) {
      const number = this.hashed[this.rest.size] as number;
      this.rest.add(number, this.embeddingOf(number));
    }
    this.rest.near(embedding, take);
    return last;
  }

  private embeddingOf(number: number): Float32Array {
    return this.vector(this.rows[number] as number);
  }
}

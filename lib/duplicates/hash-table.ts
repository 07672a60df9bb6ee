import { hashDistance, type PictureHash } from './hash';

/**
 * Finds hashes that differ in few bits without comparing all: of hashes that differ in fewer bits than there are
 * blocks, one block is equal.
 */
export class HashTable {
  private readonly buckets: Map<number, number[]>[];
  private readonly hashes: PictureHash[] = [];
  private readonly found: number[] = [];

  /** @param most bits in which what is found differs */
  constructor(private readonly most: number) {
    this.buckets = Array.from({ length: most + 1 }, () => new Map());
  }

  /** Hashes are numbered in the order in which they come. */
  add(hash: PictureHash): void {
    const number = this.hashes.push(hash) - 1;
    this.buckets.forEach((bucket, block) => {
      const key = this.blockOf(hash, block);
      const numbers = bucket.get(key);
      if (numbers) numbers.push(number);
      else bucket.set(key, [number]);
    });
  }

  /** Numbers of the hashes that are near, some perhaps twice, in no order. */
  near(hash: PictureHash): readonly number[] {
    this.found.length = 0;
    this.buckets.forEach((bucket, block) => {
      for (const number of bucket.get(this.blockOf(hash, block)) ?? []) {
        if (hashDistance(hash, this.hashes[number] as PictureHash) <= this.most) {
          this.found.push(number);
        }
      }
    });
    return this.found;
  }

  /** Bits `block / blocks` to `(block + 1) / blocks` of a hash, as a number. */
  private blockOf([low, high]: PictureHash, block: number): number {
    const blocks = this.most + 1;
    const from = Math.floor((64 * block) / blocks);
    const to = Math.floor((64 * (block + 1)) / blocks);
    const bits =
      from < 32
        ? (low >>> from) + (from === 0 ? 0 : (high << (32 - from)) >>> 0)
        : high >>> (from - 32);
    return (bits >>> 0) & ((1 << (to - from)) - 1);
  }
}

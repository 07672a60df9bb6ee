import { ones, type PictureHash } from './hash';

/**
 * Finds hashes that differ in few bits without comparing all: of hashes that differ in fewer bits than there are
 * blocks, one block is equal.
 */
export class HashTable {
  /** Numbers of hashes by block and its bits. */
  private readonly buckets: (number[] | undefined)[][];
  private lows = new Uint32Array(64);
  private highs = new Uint32Array(64);
  private readonly found: number[] = [];
  size = 0;

  /** @param most bits in which what is found differs */
  constructor(private readonly most: number) {
    this.buckets = Array.from({ length: most + 1 }, () => []);
  }

  /** Hashes are numbered in the order in which they come. */
  add(hash: PictureHash): void {
    if (this.size === this.lows.length) {
      this.lows = grown(this.lows);
      this.highs = grown(this.highs);
    }
    const number = this.size++;
    [this.lows[number], this.highs[number]] = hash;
    for (const [block, bucket] of this.buckets.entries()) {
      const key = this.blockOf(hash, block);
      const numbers = bucket[key];
      if (numbers) numbers.push(number);
      else bucket[key] = [number];
    }
  }

  /** Numbers of the hashes that are near, some perhaps twice, in no order; until the next call. */
  near(hash: PictureHash): readonly number[] {
    const { lows, highs, found, most } = this;
    const [low, high] = hash;
    found.length = 0;
    for (let block = 0; block <= most; block++) {
      const numbers = this.buckets[block]?.[this.blockOf(hash, block)];
      if (!numbers) continue;
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i] as number;
        const bits = ones((lows[number] as number) ^ low) + ones((highs[number] as number) ^ high);
        if (bits <= most) found.push(number);
      }
    }
    return found;
  }

  /** Bits `block / blocks` to `(block + 1) / blocks` of a hash, as a number. */
  private blockOf([low, high]: PictureHash, block: number): number {
    const blocks = this.most + 1;
    const from = Math.floor((64 * block) / blocks);
    const to = Math.floor((64 * (block + 1)) / blocks);
    const across = from === 0 ? low : (low >>> from) | (high << (32 - from));
    return (from < 32 ? across : high >>> (from - 32)) & ((1 << (to - from)) - 1);
  }
}

function grown(words: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * words.length);
  more.set(words);
  return more;
}

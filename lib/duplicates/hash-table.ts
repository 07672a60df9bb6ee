import { byParity, byParitySwapped, ones, type PictureHash } from './hash';

/** Parts of a hash by which it is found, and bits of each. */
const BLOCKS = 4;
const BITS = 16;
/** Bits of a cell's number: a block and its negative have one cell. */
const CELL_BITS = BITS - 1;
const CELLS = 1 << CELL_BITS;
/** Up to so many hashes are compared one by one: looking at the cells takes longer. */
const FEW = 200;
/** Bits that are changed in one block, by how many they are at most: none, one, two. */
const CHANGES = [0, 1, 2].map((most) => {
  const masks = [0];
  for (let a = 0; a < BITS && most > 0; a++) {
    masks.push(1 << a);
    for (let b = 0; b < a && most > 1; b++) masks.push((1 << a) | (1 << b));
  }
  return Uint16Array.from(masks);
});

/**
 * Finds hashes that differ in few bits without comparing all. Of hashes that differ in up to 7 bits, one of the four
 * blocks differs in one bit at most; of those that differ in up to 11, in two: so each block with as few changes is
 * looked up (multi-index hashing, Norouzi, Punjani and Fleet, 2012). Blocks are waves of one parity, which mirroring
 * leaves as they are or turns into their negative: all mirrored ones are found at once.
 */
export class HashTable {
  /** By block and cell: the number after the one of the latest hash there, 0 for none. */
  private heads: Int32Array | null = null;
  /** A bit a cell, whether anything is there: small enough for the nearest cache. */
  private filled = new Uint32Array(0);
  /** By hash and block: the number after the one of the hash before. */
  private next = new Int32Array(BLOCKS * FEW);
  private lows = new Uint32Array(FEW);
  private highs = new Uint32Array(FEW);
  private readonly found: number[] = [];
  size = 0;

  /** Hashes are numbered in the order in which they come. */
  add(hash: PictureHash): void {
    if (this.size === this.lows.length) this.grow();
    const number = this.size++;
    [this.lows[number], this.highs[number]] = byParity(hash);
    if (this.heads) this.link(this.heads, number);
  }

  /**
   * Numbers of the hashes that are near, some perhaps several times, in no order; until the next call.
   * @param most bits in which they differ, 0..11
   */
  near(hash: PictureHash, most: number): readonly number[] {
    this.found.length = 0;
    this.look(byParity(hash), most, false);
    return this.found;
  }

  /** As {@link near}, however the picture is turned by quarters and mirrored. */
  nearTurned(hash: PictureHash, most: number): readonly number[] {
    this.found.length = 0;
    this.look(byParity(hash), most, true);
    this.look(byParitySwapped(hash), most, true);
    return this.found;
  }

  private look([low, high]: PictureHash, most: number, mirrored: boolean): void {
    const { heads, filled, next, lows, highs, found, size } = this;
    if (!heads) {
      for (let i = 0; i < size; i++) {
        const [a, b] = [(lows[i] as number) ^ low, (highs[i] as number) ^ high];
        if (bitsBetween(a, b, mirrored) <= most) found.push(i);
      }
      return;
    }
    const changes = CHANGES[Math.floor(most / BLOCKS)];
    if (!changes) throw new RangeError(`Hashes that differ in ${most} bits cannot be looked up.`);
    for (let block = 0; block < BLOCKS; block++) {
      const bits = blockOf(low, high, block);
      const first = block << CELL_BITS;
      for (let c = 0; c < changes.length; c++) {
        const cell = first + cellOf(bits ^ (changes[c] as number));
        if ((((filled[cell >> 5] as number) >>> (cell & 31)) & 1) === 0) continue;
        let after = heads[cell] as number;
        while (after > 0) {
          const i = after - 1;
          const [a, b] = [(lows[i] as number) ^ low, (highs[i] as number) ^ high];
          if (bitsBetween(a, b, mirrored) <= most) found.push(i);
          after = next[BLOCKS * i + block] as number;
        }
      }
    }
  }

  private grow(): void {
    this.lows = grown(this.lows, Uint32Array);
    this.highs = grown(this.highs, Uint32Array);
    this.next = grown(this.next, Int32Array);
    if (this.heads) return;
    this.heads = new Int32Array(BLOCKS * CELLS);
    this.filled = new Uint32Array((BLOCKS * CELLS) / 32);
    for (let number = 0; number < this.size; number++) this.link(this.heads, number);
  }

  private link(heads: Int32Array, number: number): void {
    const [low, high] = [this.lows[number] as number, this.highs[number] as number];
    for (let block = 0; block < BLOCKS; block++) {
      const cell = (block << CELL_BITS) + cellOf(blockOf(low, high, block));
      this.next[BLOCKS * number + block] = heads[cell] as number;
      heads[cell] = number + 1;
      this.filled[cell >> 5] = (this.filled[cell >> 5] as number) | (1 << (cell & 31));
    }
  }
}

function blockOf(low: number, high: number, block: number): number {
  return ((block < 2 ? low : high) >>> (BITS * (block & 1))) & 0xffff;
}

/** The same of a block and its negative. */
function cellOf(block: number): number {
  return block & CELLS ? ~block & (CELLS - 1) : block;
}

/**
 * @param low of the bits that differ @param high
 * @param mirrored the least of the four ways to mirror: across, blocks 2 and 3 change their sign; down, 1 and 3
 */
function bitsBetween(low: number, high: number, mirrored: boolean): number {
  if (!mirrored) return ones(low) + ones(high);
  const even = ones(low & 0xffff);
  const [down, across, both] = [ones(low >>> BITS), ones(high & 0xffff), ones(high >>> BITS)];
  const rest = Math.min(
    down + across + both,
    BITS - down + across + BITS - both,
    down + BITS - across + BITS - both,
    BITS - down + BITS - across + both,
  );
  return even + rest;
}

function grown<A extends Uint32Array | Int32Array>(words: A, of: new (length: number) => A): A {
  const more = new of(2 * words.length);
  more.set(words);
  return more;
}

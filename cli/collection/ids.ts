/**
 * A set of texts that keeps 8 bytes of each: a hash of 64 bits. Two of n different texts are taken for one with a
 * chance of about n² / 4·10¹⁹: of 10⁷, one in 400,000.
 */
export class IdSet {
  private slots = new BigUint64Array(1 << 12);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** @returns whether it was not in it before */
  add(text: string): boolean {
    if (this.count * 4 > this.slots.length * 3) this.grow();
    return this.insert(hashOf(text));
  }

  private insert(hash: bigint): boolean {
    const mask = BigInt(this.slots.length - 1);
    let at = Number(hash & mask);
    for (;;) {
      const held = this.slots[at];
      if (held === hash) return false;
      if (held === 0n) break;
      at = at + 1 === this.slots.length ? 0 : at + 1;
    }
    this.slots[at] = hash;
    this.count++;
    return true;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new BigUint64Array(before.length * 2);
    this.count = 0;
    for (const hash of before) if (hash !== 0n) this.insert(hash);
  }
}

/** Two hashes of 32 bits (murmur3's mixing) over UTF-16 units, as one of 64; never 0, which marks an empty place. */
function hashOf(text: string): bigint {
  let [a, b] = [0x9e3779b9 ^ text.length, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0xcc9e2d51);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ unit, 0x1b873593);
    b = (b << 15) | (b >>> 17);
    b = (b + a) | 0;
  }
  const hash = (BigInt(mixed(a ^ b) >>> 0) << 32n) | BigInt(mixed(b) >>> 0);
  return hash === 0n ? 1n : hash;
}

function mixed(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

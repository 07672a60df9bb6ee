import { describe, expect, it } from 'vitest';
import {
  HASH_SIDE,
  hashDistance,
  hashOf,
  type PictureHash,
  parseHash,
  printHash,
  turnsOf,
} from './hash';
import { HashTable } from './hash-table';
import { isSamePicture } from './same';

type Shade = (x: number, y: number) => number;
const hash = (shade: Shade) =>
  hashOf(
    Float32Array.from({ length: HASH_SIDE ** 2 }, (_, i) =>
      shade(i % HASH_SIDE, Math.floor(i / HASH_SIDE)),
    ),
  );
const known = (shade: Shade) => hash(shade) as PictureHash;
/** Soft spots at places that a seed gives. */
const spots =
  (seed: number): Shade =>
  (x, y) => {
    let sum = 100;
    for (let i = 1; i <= 9; i++) {
      const [cx, cy] = [(seed * 37 * i * i) % 31, (seed * 53 * i + 11 * i * i) % 31];
      sum += (i % 2 ? 70 : -60) * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 18);
    }
    return sum;
  };
const LAST = HASH_SIDE - 1;

describe('a hash', () => {
  it('stays with brightness and contrast, and differs between pictures', () => {
    const first = known(spots(3));
    expect(
      hashDistance(
        first,
        known((x, y) => 20 + 0.5 * spots(3)(x, y)),
      ),
    ).toBe(0);
    expect(hashDistance(first, known(spots(8)))).toBeGreaterThan(15);
    expect(hashDistance([0, 0], [0xffffffff, 0x80000001])).toBe(34);
  });

  it('is that of each turned and mirrored picture, by its bits alone', () => {
    const turned: Shade[] = [
      (x, y) => spots(3)(x, LAST - y),
      (x, y) => spots(3)(LAST - x, y),
      (x, y) => spots(3)(LAST - x, LAST - y),
      (x, y) => spots(3)(y, x),
      (x, y) => spots(3)(y, LAST - x),
      (x, y) => spots(3)(LAST - y, x),
    ];
    const all = turnsOf(known(spots(3)));
    expect(all[0]).toEqual(known(spots(3)));
    for (const shade of turned) {
      const wanted = known(shade);
      // Waves whose amplitude is nothing have the sign of a rounding error.
      expect(Math.min(...all.map((one) => hashDistance(one, wanted)))).toBeLessThan(2);
    }
  });

  it('is not there where a picture is as good as blank', () => {
    expect(hash(() => 200)).toBeNull();
    expect(hash((x) => 200 + x / 100)).toBeNull();
  });

  it('is written as text and read again', () => {
    const one = known(spots(5));
    expect(printHash(one)).toMatch(/^[0-9a-f]{16}$/);
    expect(parseHash(printHash(one))).toEqual(one);
    expect(parseHash(printHash([1, 0x80000000]))).toEqual([1, 0x80000000]);
    expect([parseHash(''), parseHash('00112233445566xx')]).toEqual([null, null]);
  });
});

it('a table finds what comparing all finds, turned and mirrored ones too', () => {
  let state = 1;
  const word = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state ^ (state >>> 15)) >>> 0;
  };
  const base = Array.from({ length: 200 }, (): PictureHash => [word() & ~1, word()]);
  // Each once more, with some bits changed.
  const hashes = base.flatMap((one, i): PictureHash[] => {
    let [low, high] = one;
    for (let n = 0; n < i % 14; n++) {
      const bit = word() % 64;
      if (bit < 32) low = (low ^ (1 << bit)) >>> 0;
      else high = (high ^ (1 << (bit - 32))) >>> 0;
    }
    return [one, turnsOf([low, high])[i % 8] as PictureHash, [low, high]];
  });
  for (const most of [6, 11]) {
    const table = new HashTable();
    for (const one of hashes) table.add(one);
    for (const one of base) {
      const all = hashes.flatMap((other, i) => (hashDistance(one, other) <= most ? [i] : []));
      expect([...new Set(table.near(one, most))].sort((a, b) => a - b)).toEqual(all);
      const turns = turnsOf(one);
      const turned = hashes.flatMap((other, i) =>
        turns.some((turn) => hashDistance(turn, other) <= most) ? [i] : [],
      );
      expect([...new Set(table.nearTurned(one, most))].sort((a, b) => a - b)).toEqual(turned);
    }
  }
});

it('two pictures are the same by hash and embedding together', () => {
  const one: PictureHash = [0x0f0f0f0e, 0x12345678];
  const changed = (bits: number): PictureHash => [(one[0] ^ ((1 << bits) - 1)) >>> 0, one[1]];
  expect(isSamePicture(0.85, one, changed(6))).toBe(true);
  expect(isSamePicture(0.79, one, one)).toBe(false);
  expect(isSamePicture(0.95, one, changed(11))).toBe(false);
  // It lost its edge.
  expect(isSamePicture(0.99, one, changed(11))).toBe(true);
  // Two deserts: embeddings that are all but equal, and other waves.
  expect(isSamePicture(0.99999, one, changed(20))).toBe(false);
});

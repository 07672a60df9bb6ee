import { describe, expect, it } from 'vitest';
import { randomOf } from '@/lib/vector/random';
import { positionsOf } from './positions';
import { regionsOf } from './regions';

const DIM = 16;

/** `each` vectors around each of some directions, normalized. */
function clusters(count: number, each: number): Float32Array<ArrayBuffer> {
  const random = randomOf(3);
  const rows = Array.from({ length: count * each }, (_, i) => {
    const row = Array.from({ length: DIM }, (_, axis) =>
      axis === i % count ? 1 : (random() - 0.5) * 0.3,
    );
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
  return Float32Array.from(rows.flat());
}

const place = (positions: Float32Array, item: number) =>
  [positions[2 * item] as number, positions[2 * item + 1] as number] as const;
const apart = (positions: Float32Array, a: number, b: number) => {
  const [[ax, ay], [bx, by]] = [place(positions, a), place(positions, b)];
  return Math.hypot(ax - bx, ay - by);
};

describe('the map', () => {
  const embeddings = clusters(4, 40);
  const positions = positionsOf(embeddings, DIM);

  it('lies within 0..1, and is the same each time', () => {
    expect(positions).toHaveLength(320);
    expect(positions.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(positionsOf(embeddings, DIM)).toEqual(positions);
  });

  it('puts what is alike together', () => {
    // Items go round the clusters: 0 and 4 are of one, 0 and 1 are not.
    for (let item = 0; item < 60; item += 4) {
      expect(apart(positions, item, item + 4)).toBeLessThan(apart(positions, item, item + 1));
    }
  });

  it('has regions with what is in them, the largest first', () => {
    const regions = regionsOf(positions, embeddings, DIM);
    expect(regions.reduce((sum, { items }) => sum + items, 0)).toBe(160);
    const counts = regions.map(({ items }) => items);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    for (const { mean } of regions) expect(Math.hypot(...mean)).toBeCloseTo(1, 4);
    // Each lies in one cluster: its mean is that cluster's direction.
    for (const { mean } of regions) expect(Math.max(...mean)).toBeGreaterThan(0.9);
  });

  it('is made of a handful of items, of one, and of equal ones', () => {
    for (const rows of [clusters(3, 1), clusters(1, 1), new Float32Array(40 * DIM).fill(0.25)]) {
      const few = positionsOf(rows, DIM);
      expect(few).toHaveLength((2 * rows.length) / DIM);
      expect(few.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(regionsOf(few, rows, DIM).length).toBeGreaterThan(0);
    }
  });
});

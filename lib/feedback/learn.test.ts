import { describe, expect, it } from 'vitest';
import { randomOf } from '@/lib/vector/random';
import { dot, normalize } from '@/lib/vector/vector';
import { type Learned, learn, leastSure } from './learn';
import { spaceOf, whiten } from './space';

const DIM = 12;

const random = randomOf(3);
const noise = (size: number) => (random() - 0.5) * size;
/** A class lies along an axis; all share a strong component that says nothing, and a noisy one. */
const rowOf = (kind: number) =>
  normalize(
    Float32Array.from({ length: DIM }, (_, i) =>
      i === 0 ? 2 + noise(0.2) : i === 1 ? noise(3) : noise(0.6) + (i === kind + 2 ? 1 : 0),
    ),
  );
const gallery = Array.from({ length: 300 }, (_, row) => ({ kind: row % 10, row: rowOf(row % 10) }));
const space = spaceOf(gallery.map(({ row }) => row));
const marksOf = (rows: readonly number[]) =>
  rows.map((row) => ({ embedding: gallery[row]?.row as Float32Array }));
const scoresOf = (direction: Float32Array) =>
  Float32Array.from(gallery, ({ row }) => dot(row, direction));
const precision = (direction: Float32Array, kind: number) => {
  const scores = scoresOf(direction);
  const best = [...scores.keys()]
    .sort((a, b) => (scores[b] as number) - (scores[a] as number))
    .slice(0, 20);
  return best.filter((row) => gallery[row]?.kind === kind).length / 20;
};

describe('learn', () => {
  it('finds the classes of three examples better than their plain mean does', () => {
    let [learned, plain] = [0, 0];
    for (let kind = 0; kind < 10; kind++) {
      const positives = marksOf([kind, kind + 10, kind + 20]);
      const { embedding } = learn({ positives, negatives: [] }, space) as Learned;
      expect(dot(embedding, embedding)).toBeCloseTo(1, 5);
      const sum = Float32Array.from({ length: DIM }, (_, i) =>
        positives.reduce((total, mark) => total + (mark.embedding[i] as number), 0),
      );
      learned += precision(embedding, kind) / 10;
      plain += precision(normalize(sum), kind) / 10;
    }
    expect(learned).toBeGreaterThan(0.8);
    expect(learned).toBeGreaterThan(plain);
  });

  it('sets the cutoff between the class and the rest', () => {
    const learned = learn({ positives: marksOf([4, 14, 24]), negatives: [] }, space);
    const scores = scoresOf(learned?.embedding as Float32Array);
    const above = [...scores.keys()].filter(
      (row) => (scores[row] as number) >= (learned?.cutoff ?? 2),
    );
    expect(above.filter((row) => gallery[row]?.kind === 4).length / above.length).toBeGreaterThan(
      0.9,
    );
    expect(above.length).toBeGreaterThan(10);
  });

  it('moves away from counter-examples, also where there is no example', () => {
    const query = normalize(
      Float32Array.from({ length: DIM }, (_, i) => (i === 2 || i === 3 ? 1 : 0)),
    );
    const away = learn({ positives: [], negatives: marksOf([1, 11, 21]), query }, space);
    expect(away?.cutoff).toBeNull();
    expect(precision(away?.embedding as Float32Array, 0)).toBeGreaterThan(precision(query, 0));
  });

  it('weighs the marks', () => {
    const [a, b] = marksOf([0, 1]);
    const of = (weight: number) =>
      learn({ positives: [{ ...a, weight }, b] as never, negatives: [] }, space)
        ?.embedding as Float32Array;
    expect(dot(of(2), a?.embedding as Float32Array)).toBeGreaterThan(
      dot(of(0.1), a?.embedding as Float32Array),
    );
  });

  it('is none of nothing, and the query of a query alone', () => {
    expect(learn({ positives: [], negatives: [] }, space)).toBeNull();
    const query = Float32Array.from({ length: DIM }, (_, i) => (i === 0 ? 1 : 0));
    expect(learn({ positives: [], negatives: [], query }, space)?.embedding).toEqual(query);
  });

  it('stands a gallery of copies of one image', () => {
    const copies = spaceOf(Array.from({ length: 5 }, () => gallery[0]?.row as Float32Array));
    const learned = learn({ positives: marksOf([0]), negatives: [] }, copies);
    expect(learned?.embedding.some(Number.isNaN)).toBe(false);
  });
});

it('proposes the unmarked rows nearest to the cutoff', () => {
  const scores = Float32Array.of(0.9, 0.5, 0.45, 0.1, 0.56);
  expect(leastSure(scores, 0.5, new Set([1]), 2)).toEqual([2, 4]);
});

it('solves with the shrunk covariance', () => {
  const b = Float64Array.from({ length: DIM }, (_, i) => i - 3);
  const { factor } = space;
  const x = whiten(space, b);
  const at = (i: number, j: number) => (j <= i ? (factor[i * DIM + j] as number) : 0);
  for (let i = 0; i < DIM; i++) {
    let value = 0;
    for (let j = 0; j < DIM; j++)
      for (let k = 0; k < DIM; k++) value += at(i, k) * at(j, k) * (x[j] as number);
    expect(value).toBeCloseTo(b[i] as number, 6);
  }
});

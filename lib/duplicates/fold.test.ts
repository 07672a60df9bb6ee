import { expect, it } from 'vitest';
import { foldCopies } from './fold';
import { type PictureHash, turnsOf } from './hash';
import { SAME_COSINE } from './same';

const at = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180;
  return Float32Array.of(Math.cos(angle), Math.sin(angle));
};
/** Rows at these angles from the query. */
const rowsAt = (...degrees: number[]) => {
  const ranked = degrees
    .map((angle, row) => ({ row, similarity: Math.cos((angle * Math.PI) / 180) }))
    .sort((a, b) => b.similarity - a.similarity);
  const vectors = degrees.map(at);
  return { ranked, vector: (row: number) => vectors[row] as Float32Array };
};
const stacks = (most: number, ...degrees: number[]) => {
  const { ranked, vector } = rowsAt(...degrees);
  return foldCopies(ranked, most, vector).map(({ top, copies }) => [
    top.row,
    ...copies.map(({ row }) => row),
  ]);
};
/** Degrees between two pictures that just count as the same. */
const SAME = (Math.acos(SAME_COSINE) * 180) / Math.PI - 0.01;

it('joins copies to the best of them', () => {
  expect(stacks(9, 10, 40, 10, 10 + SAME, 40, 70)).toEqual([[0, 2, 3], [1, 4], [5]]);
});

it('keeps what is only near', () => {
  expect(stacks(9, 10, 10 + 2 * SAME)).toEqual([[0], [1]]);
  // On the other side of the query, at the same similarity.
  expect(stacks(9, 20, -20, 20)).toEqual([[0, 2], [1]]);
});

it('makes no more stacks than asked for, and goes on filling those', () => {
  expect(stacks(1, 10, 30, 10.5)).toEqual([[0, 2]]);
  expect(stacks(1, ...Array.from({ length: 150 }, () => 5))[0]).toHaveLength(150);
  expect(stacks(3)).toEqual([]);
});

it('goes by the hashes where they are known', () => {
  const { ranked, vector } = rowsAt(10, 10, 30, 10.1, 60);
  const hashes: Readonly<Record<number, PictureHash>> = {
    0: [1, 2],
    // An embedding that is all but equal, and another picture.
    1: [0xfffffff0, 2],
    // The picture of row 0 turned by a quarter, of which the embedding is some way off.
    2: turnsOf([1, 2])[4] as PictureHash,
  };
  const folded = foldCopies(ranked, 9, vector, (row) => hashes[row] ?? null);
  // Row 3, of which no hash is known, goes by its embedding.
  expect(folded.map(({ top, copies }) => [top.row, ...copies.map(({ row }) => row)])).toEqual([
    [0, 2],
    [1, 3],
    [4],
  ]);
});

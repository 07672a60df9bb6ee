import { expect, it } from 'vitest';
import type { Example } from '@/lib/find/types';
import type { Surveyed } from '../asking/asker';
import { ClickTally } from './clicks';

const grid = { rows: 4, cols: 4 };
const left = Float32Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 1 : 0));
const answer = {
  feature: 'lake',
  category: undefined,
  // The word points to the wrong side.
  map: left.map((share) => 1 - share),
  mask: left,
  centers: Uint8Array.from(left),
  area: 0.5,
};

it('clicks where the map is wrong, in turn, and scores what was not clicked', async () => {
  const asked: (readonly Example[])[] = [];
  const surveyed = {
    grid,
    // From two clicks on it is right.
    learn: (examples: readonly Example[]) => {
      asked.push([...examples]);
      return examples.length;
    },
    mapOf: (examples: number) => (examples < 2 ? answer.map : left),
  } as unknown as Surveyed;
  const tally = new ClickTally();
  await tally.ask(answer, surveyed, 40);
  expect(asked.map((examples) => examples.length)).toEqual([1, 2, 3, 4, 5]);
  const last = asked.at(-1) ?? [];
  expect(last.map(({ yes }) => yes)).toEqual([true, false, true, false, true]);
  for (const { part, yes } of last) {
    expect(part).toMatchObject({ width: 10, height: 10 });
    expect(part.x < 20).toBe(yes);
  }
  expect(new Set(last.map(({ part }) => `${part.x} ${part.y}`)).size).toBe(5);
  const figures = tally.figures();
  expect(figures).toMatchObject({ questions: 1, words: { pointing: 0 } });
  expect(figures?.after).toMatchObject([
    { clicks: 1, pointing: 0 },
    { clicks: 3, pointing: 1, averagePrecision: 1 },
    { clicks: 5, pointing: 1, averagePrecision: 1 },
  ]);
});

it('leaves out what cannot be clicked so often', async () => {
  const small = Float32Array.from({ length: 16 }, (_, i) => (i === 5 ? 1 : 0));
  const tally = new ClickTally();
  const surveyed = { grid, learn: () => 0, mapOf: () => small } as unknown as Surveyed;
  await tally.ask({ ...answer, mask: small, centers: Uint8Array.from(small) }, surveyed, 40);
  expect(tally.figures()).toBeUndefined();
});

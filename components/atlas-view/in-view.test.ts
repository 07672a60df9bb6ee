import { expect, it } from 'vitest';
import type { SearchAnswer } from '@/lib/engine/protocol';
import { WHOLE } from './camera';
import { inView, litBy } from './in-view';

const items = ['a', 'b', 'c'].map((id) => ({ id, file: `${id}.jpg`, width: 1, height: 1 }));
const positions = Float32Array.of(0.1, 0.1, 0.5, 0.5, 0.6, 0.5);
const answer = {
  cutoff: 0.3,
  items: [
    { row: 2, id: 'c', similarity: 0.5 },
    { row: 0, id: 'a', similarity: 0.3 },
    { row: 1, id: 'b', similarity: 0.1 },
  ],
} as unknown as SearchAnswer;

it('lists what is shown, the middle first', () => {
  expect(inView(items, positions, WHOLE, null).ids).toEqual(['b', 'c', 'a']);
  expect(inView(items, positions, { ...WHOLE, z: 4 }, null).ids).toEqual(['b', 'c']);
});

it('lists the most similar first where something is asked', () => {
  const { entries } = inView(items, positions, { ...WHOLE, z: 4 }, answer);
  expect(entries.map(({ item, similarity }) => [item.id, similarity?.toFixed(1)])).toEqual([
    ['c', '0.5'],
    ['b', '0.1'],
  ]);
});

it('lights up what looks like the query', () => {
  expect([...litBy(answer, 3)]).toEqual([1, 0, 1]);
});

import { expect, it } from 'vitest';
import type { SearchAnswer } from '@/lib/engine/protocol';
import { NO_FILTER } from '@/lib/narrowing/narrowing';
import { WHOLE } from './camera';
import { inView, litBy, passingOf } from './in-view';

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

it('leaves out what the filters do not let pass, by place and date too', () => {
  const placed = items.map((item, i) => ({
    ...item,
    bbox: [10 * i, 0, 10 * i + 1, 1] as const,
    date: `2024-0${i + 1}-15`,
  }));
  expect(passingOf(placed, NO_FILTER)).toBeNull();
  const within = passingOf(placed, { ...NO_FILTER, bbox: [9, 0, 21, 1] });
  expect([...(within ?? [])]).toEqual([0, 1, 1]);
  const later = passingOf(placed, { ...NO_FILTER, from: '2024-03-01' });
  expect([...(later ?? [])]).toEqual([0, 0, 1]);
  expect(inView(items, positions, WHOLE, null, within).ids).toEqual(['b', 'c']);
  expect(inView(items, positions, WHOLE, answer, later).ids).toEqual(['c']);
});

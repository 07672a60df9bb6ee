import { describe, expect, it } from 'vitest';
import type { SearchAnswer } from '@/lib/engine/protocol';
import type { GalleryManifest } from '@/lib/gallery/types';
import { captionsOf, headOf, nameOf, rankingOf, sampleOf } from './entries';

const items = Array.from({ length: 10 }, (_, i) => ({
  id: `i${i}`,
  file: `i${i}.jpg`,
  width: 1,
  height: 1,
}));
const gallery = { items } as unknown as GalleryManifest;
const served = { items, served: { items: 10 } } as unknown as GalleryManifest;
const answer = (similarities: number[]) =>
  ({
    items: similarities.map((similarity, row) => ({ row, id: `i${row}`, similarity })),
    cutoff: 0.2,
  }) as unknown as SearchAnswer;

describe('rankingOf', () => {
  it('cuts at the first similarity under the cutoff', () => {
    const { above, below } = rankingOf(answer([0.5, 0.2, 0.19]), gallery);
    expect(above.map(({ item }) => item.id)).toEqual(['i0', 'i1']);
    expect(below.map(({ item }) => item.id)).toEqual(['i2']);
  });

  it('leaves out rows of a gallery that has gone meanwhile', () => {
    const foreign = { ...answer([0.5]), items: [{ row: 0, id: 'other', similarity: 0.5 }] };
    expect(rankingOf(foreign, gallery)).toEqual({ above: [], below: [] });
  });

  it('shows the copies of the stack that is open, beside it', () => {
    const [top, ...rest] = answer([0.5, 0.3, 0.1, 0.1]).items;
    const copies = rest.slice(0, 1);
    const folded = { ...answer([]), items: [{ ...top, copies }, ...rest.slice(1)] } as SearchAnswer;
    const ids = (stack: string | null) =>
      rankingOf(folded, gallery, { stack }).above.map(({ item, member }) => [item.id, member]);
    expect(rankingOf(folded, gallery).above[0]?.copies).toBe(1);
    expect(ids(null)).toEqual([['i0', undefined]]);
    expect(ids('i0')).toEqual([
      ['i0', undefined],
      ['i1', true],
    ]);
  });

  it('keeps the order in which an answer comes, on each side of the line', () => {
    const { above, below } = rankingOf(answer([0.5, 0.6, 0.1, 0.15]), gallery, { sort: 'name' });
    expect([...above, ...below].map(({ item }) => item.id)).toEqual(['i0', 'i1', 'i2', 'i3']);
  });

  it('sorts a collection by name on each side of the line', () => {
    const shuffled = answer([0.1, 0.5, 0.6, 0.15]);
    const ranked = { ...shuffled, items: [2, 1, 3, 0].flatMap((i) => shuffled.items[i] ?? []) };
    const { above, below } = rankingOf(ranked, served, { sort: 'name' });
    expect(above.map(({ item }) => item.id)).toEqual(['i1', 'i2']);
    expect(below.map(({ item }) => item.id)).toEqual(['i0', 'i3']);
  });

  it('sorts what comes after the first results of a collection by itself', () => {
    const shuffled = answer([0.6, 0.5, 0.7, 0.1, 0.8]);
    const ranked = {
      ...shuffled,
      items: [4, 2, 1, 0, 3].flatMap((i) => shuffled.items[i] ?? []),
    };
    const { above, below } = rankingOf(ranked, served, { sort: 'name', k: 2 });
    expect(above.map(({ item }) => item.id)).toEqual(['i2', 'i4', 'i0', 'i1']);
    expect(below.map(({ item }) => item.id)).toEqual(['i3']);
  });
});

it('samples evenly, and each item once', () => {
  const ids = (most: number) => sampleOf(gallery, most).map(({ item }) => item.id);
  expect(ids(5).slice(0, 5)).toEqual(['i0', 'i2', 'i4', 'i6', 'i8']);
  expect(ids(5).slice(5)).toEqual(['i1', 'i3', 'i5', 'i7', 'i9']);
  expect(ids(99)).toHaveLength(10);
});

it('counts the cards that the first results take, with an open stack', () => {
  const entry = (id: number, member = false) => ({ item: items[id] as (typeof items)[0], member });
  const ranking = {
    above: [entry(0), entry(1, true), entry(2, true), entry(3)],
    below: [entry(4)],
  };
  expect([0, 1, 2, 3, 9].map((k) => headOf(ranking, k))).toEqual([0, 3, 4, 5, 5]);
});

it('names an item by what is known of it', () => {
  const bare = { id: 'x', file: 'x.jpg', width: 1, height: 1 };
  expect(nameOf(bare)).toBe('x');
  expect(nameOf({ ...bare, category: 'port', captions: ['Ships.', 'Ships.'] })).toBe(
    'port: Ships.',
  );
  expect(captionsOf({ ...bare, captions: ['Ships.', ' ships . ', '', 'two'] })).toEqual([
    'Ships.',
    'Two',
  ]);
});

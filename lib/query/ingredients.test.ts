import { describe, expect, it } from 'vitest';
import { encodeEmbedding } from '@/lib/search-params';
import { ingredientsOf, marked, type QueryState, queryOf, stateOf, turned } from './ingredients';

const NOTHING: QueryState = { q: '', minus: [], like: [], unlike: [], e: [], w: [] };
const e = encodeEmbedding(Float32Array.of(1, 0));

describe('ingredients and the state of the URL', () => {
  it('come back as they were', () => {
    const state: QueryState = {
      q: 'harbor',
      minus: ['bridge', 'cars'],
      e: [e],
      like: ['a', 'b'],
      unlike: ['c'],
      w: [1, 0.5, 1, -2, 1, 1, 1.5],
    };
    expect(stateOf(ingredientsOf(state))).toEqual(state);
  });

  it('keep the weights with what they weigh when one goes', () => {
    const all = ingredientsOf({
      ...NOTHING,
      q: 'harbor',
      minus: ['bridge', 'cars'],
      w: [1, 0.5, 2],
    });
    const state = stateOf(all.filter(({ value }) => value !== 'bridge'));
    expect(state).toMatchObject({ minus: ['cars'], w: [1, 2] });
  });

  it('print no weights where all are 1, and take what repeats once', () => {
    const all = ingredientsOf({ ...NOTHING, minus: ['bridge', 'bridge'], w: [1, 1] });
    expect(all).toEqual([{ kind: 'minus', value: 'bridge', weight: -1 }]);
    expect(stateOf(all).w).toEqual([]);
  });

  it('hold to the bounds', () => {
    const minus = Array.from({ length: 20 }, (_, i) => `w${i}`);
    expect(stateOf(ingredientsOf({ ...NOTHING, minus })).minus).toHaveLength(8);
  });
});

describe('the query of ingredients', () => {
  it('is none of none, and a text of words alone', () => {
    expect(queryOf(ingredientsOf(NOTHING), 2)).toBeNull();
    // The engine says that there is nothing in it.
    expect(queryOf(ingredientsOf({ ...NOTHING, q: '  ' }), 2)).toEqual({
      kind: 'text',
      text: '  ',
    });
    expect(ingredientsOf({ ...NOTHING, q: '  ', minus: ['bridge'] })).toHaveLength(1);
    expect(queryOf(ingredientsOf({ ...NOTHING, q: 'port' }), null)).toEqual({
      kind: 'text',
      text: 'port',
    });
  });

  it('mixes the rest, with signs in the weights', () => {
    const state = {
      ...NOTHING,
      q: 'port',
      minus: ['bridge'],
      e: [e],
      like: ['a'],
      unlike: ['b'],
      w: [1, 0.5],
    };
    expect(queryOf(ingredientsOf(state), null)).toBeNull();
    expect(queryOf(ingredientsOf(state), 2)).toEqual({
      kind: 'mix',
      parts: [
        { kind: 'text', text: 'port', weight: 1 },
        { kind: 'text', text: 'bridge', weight: -0.5 },
        { kind: 'embedding', embedding: Float32Array.of(1, 0), weight: 1 },
        { kind: 'item', id: 'a', weight: 1 },
        { kind: 'item', id: 'b', weight: -1 },
      ],
    });
  });

  it('refuses an embedding of another model', () => {
    expect(() => queryOf(ingredientsOf({ ...NOTHING, e: [e] }), 3)).toThrow(/2 values/);
  });

  it('weighs words that stand alone as a text: a direction has no length', () => {
    expect(queryOf(ingredientsOf({ ...NOTHING, q: 'port', w: [0.5] }), 2)).toEqual({
      kind: 'text',
      text: 'port',
    });
  });
});

describe('changing ingredients', () => {
  const all = ingredientsOf({ ...NOTHING, q: 'port', minus: ['bridge'], like: ['a'], w: [1, 0.5] });

  it('turns the sign, and keeps the weight', () => {
    expect(stateOf(turned(all, 2))).toMatchObject({ like: [], unlike: ['a'] });
    expect(stateOf(turned(all, 0))).toMatchObject({
      q: '',
      minus: ['port', 'bridge'],
      w: [1, 0.5],
    });
  });

  it('joins words that turn to plus with those that are there', () => {
    expect(stateOf(turned(all, 1))).toMatchObject({ q: 'port bridge', minus: [] });
  });

  it('marks an item, turns its mark, and takes it away', () => {
    const more = marked(all, 'b', 'like');
    expect(stateOf(more).like).toEqual(['a', 'b']);
    const less = marked(more, 'a', 'unlike');
    expect(stateOf(less)).toMatchObject({ like: ['b'], unlike: ['a'] });
    expect(stateOf(marked(less, 'a', 'unlike')).unlike).toEqual([]);
  });
});

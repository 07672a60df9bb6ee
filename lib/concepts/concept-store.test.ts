import { describe, expect, it, vi } from 'vitest';
import { ConceptStore, conceptsJson, parseConcepts } from './concept-store';
import type { Concept } from './types';

const concept = (name: string): Concept => ({
  name,
  model: 'compact',
  embedding: [0.6, 0.8],
  classifier: { source: 'head', weights: [1, -1], bias: -0.5 },
  examples: [{ picture: 'a.jpg', part: { x: 0, y: 1, width: 8, height: 9 }, yes: true }],
  created: '2026-11-27T12:00:00.000Z',
});

function memory() {
  const texts = new Map<string, string>();
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => void texts.set(key, value),
  };
}

describe('ConceptStore', () => {
  it('keeps concepts by name and model, in whatever case, and tells of changes', () => {
    const storage = memory();
    const store = new ConceptStore(storage);
    const listener = vi.fn();
    store.subscribe(listener);
    store.put(concept('tanks'));
    store.put({ ...concept('Tanks'), created: '2026-11-28T12:00:00.000Z' });
    store.put(concept('boats'));
    expect(store.all().map(({ name }) => name)).toEqual(['boats', 'Tanks']);
    expect(store.find('TANKS', 'compact')?.created).toContain('28');
    expect(store.find('tanks', 'other')).toBeUndefined();
    expect(listener).toHaveBeenCalledTimes(3);
    expect(store.all()).toBe(store.all());
    expect(new ConceptStore(storage).all()).toHaveLength(2);
    store.remove({ name: 'tanks', model: 'compact' });
    expect(store.all()).toHaveLength(1);
  });

  it('says that there is no room', () => {
    const full = new ConceptStore({
      ...memory(),
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    });
    expect(() => full.put(concept('tanks'))).toThrow(
      expect.objectContaining({ code: 'storage-full' }),
    );
    expect(full.all()).toEqual([]);
  });

  it('begins empty where what is kept cannot be read', () => {
    expect(new ConceptStore({ ...memory(), getItem: () => 'x' }).all()).toEqual([]);
  });
});

it('writes a file and reads it back', () => {
  expect(parseConcepts(conceptsJson([concept('a'), concept('b')]))).toEqual([
    concept('a'),
    concept('b'),
  ]);
});

it.each(['{}', 'x', '[{"name":""}]', '[{"name":"a","model":"m","embedding":["x"]}]'])(
  'refuses %s',
  (text) => {
    expect(() => parseConcepts(text)).toThrow(expect.objectContaining({ code: 'file-invalid' }));
  },
);

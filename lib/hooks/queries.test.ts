import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineConfig, Query, SearchAnswer, SearchOptions } from '@/lib/engine/protocol';
import { AppError } from '@/lib/errors/errors';
import { DEBOUNCE, identityOf, searchQuery } from './queries';

const CONFIG: EngineConfig = { model: 'm', gallery: 'g', base: '', index: 'hnsw' };
const text = (words: string): Query => ({ kind: 'text', text: words });

/** An engine that answers a text with itself after 50 ms, and notes what it was asked. */
class FakeEngine {
  readonly log: string[] = [];
  open = vi.fn(async (config: EngineConfig) => {
    this.log.push(`open ${config.gallery}`);
    return {} as never;
  });
  read = vi.fn();
  /** What a text takes to encode, as it says. */
  encode = 100;
  search = vi.fn(async (query: Query, { signal }: SearchOptions): Promise<SearchAnswer> => {
    const words = query.kind === 'text' ? query.text : query.kind;
    this.log.push(`search ${words}`);
    signal?.addEventListener('abort', () => this.log.push(`abort ${words}`));
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (words === '') throw new AppError('text-blank', 'Nothing.', 'Type a word.');
    const timing = { tokenize: 0, decode: 0, encode: this.encode, search: 1 };
    return { items: [{ row: 0, id: words, similarity: 1 }], timing } as unknown as SearchAnswer;
  });
}

let client: QueryClient;
let engine: FakeEngine;
let stop: () => void;
let observer: QueryObserver<SearchAnswer>;

const ask = (query: Query | null, config = CONFIG) => searchQuery(engine, config, query, 24);
const observe = (query: Query | null) => {
  observer = new QueryObserver<SearchAnswer>(client, ask(query) as never);
  stop = observer.subscribe(() => {});
};
const type = (query: Query | null, config = CONFIG) =>
  observer.setOptions(ask(query, config) as never);
const shown = () => observer.getCurrentResult().data?.items[0]?.id;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  client.mount();
  engine = new FakeEngine();
});

afterEach(() => {
  stop();
  client.clear();
  client.unmount();
  vi.useRealTimers();
});

describe('searching while typing', () => {
  it('asks at each keystroke where the model is quick', async () => {
    engine.encode = 3;
    observe(text('p'));
    for (const typed of ['po', 'por', 'port']) {
      await vi.advanceTimersByTimeAsync(60);
      type(text(typed));
    }
    await vi.advanceTimersByTimeAsync(60);
    expect(engine.log.filter((line) => line.startsWith('search'))).toHaveLength(4);
    expect(shown()).toBe('port');
  });

  it('asks a slow one only for the text at which the typing paused', async () => {
    observe(text('first'));
    await vi.advanceTimersByTimeAsync(1000);
    engine.log.length = 0;
    type(text('p'));
    for (const typed of ['po', 'por', 'port']) {
      await vi.advanceTimersByTimeAsync(DEBOUNCE - 20);
      type(text(typed));
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log).toEqual(['open g', 'search port']);
    expect(shown()).toBe('port');
  });

  it('keeps the earlier answer meanwhile, and gives up what was overtaken', async () => {
    observe(text('port'));
    await vi.advanceTimersByTimeAsync(1000);
    type(text('ports'));
    await vi.advanceTimersByTimeAsync(DEBOUNCE + 10);
    expect(shown()).toBe('port');
    expect(observer.getCurrentResult().isPlaceholderData).toBe(true);
    type(text('ports at night'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log).toContain('abort ports');
    expect(shown()).toBe('ports at night');
    expect(client.getQueryData(ask(text('ports')).queryKey)).toBeUndefined();
  });

  it('answers from memory what was asked before, without a pause', async () => {
    observe(text('port'));
    await vi.advanceTimersByTimeAsync(1000);
    type(text('river'));
    await vi.advanceTimersByTimeAsync(1000);
    type(text('port'));
    expect(shown()).toBe('port');
    expect(engine.search).toHaveBeenCalledTimes(2);
  });

  it('shows nothing of another gallery, and of no query', async () => {
    observe(text('port'));
    await vi.advanceTimersByTimeAsync(1000);
    type(text('port'), { ...CONFIG, gallery: 'h' });
    expect(shown()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.log.slice(-2)).toEqual(['open h', 'search port']);
    type(null, { ...CONFIG, gallery: 'h' });
    expect(shown()).toBeUndefined();
    expect(observer.getCurrentResult().fetchStatus).toBe('idle');
  });

  it('passes an error on at once, untried again', async () => {
    observe(text(''));
    await vi.advanceTimersByTimeAsync(1000);
    expect(observer.getCurrentResult().error).toMatchObject({ code: 'text-blank' });
    expect(engine.search).toHaveBeenCalledTimes(1);
  });

  it('works offline', async () => {
    const { onlineManager } = await import('@tanstack/react-query');
    onlineManager.setOnline(false);
    observe(text('port'));
    await vi.advanceTimersByTimeAsync(1000);
    onlineManager.setOnline(true);
    expect(shown()).toBe('port');
  });
});

describe('what makes two queries the same', () => {
  const file = new Blob(['x']);
  const image: Query = { kind: 'image', file, name: 'a' };

  it('is the value, of an image its file', () => {
    expect(identityOf(text('a'))).toEqual(identityOf(text('a')));
    expect(identityOf(text('item'))).not.toEqual(identityOf({ kind: 'item', id: 'item' }));
    expect(identityOf(image)).toEqual(identityOf({ kind: 'image', file, name: 'b' }));
    expect(identityOf(image)).not.toEqual(
      identityOf({ kind: 'image', file: file.slice(), name: 'a' }),
    );
    const embedding = Float32Array.of(1, 2, 3);
    expect(identityOf({ kind: 'embedding', embedding })).toEqual(
      identityOf({ kind: 'embedding', embedding: embedding.slice() }),
    );
    expect(identityOf({ kind: 'embedding', embedding: new Float32Array(3) })).toEqual([
      'embedding',
      'broken, 3',
    ]);
  });
});

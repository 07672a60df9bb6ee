import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { EngineClient } from './client';
import { FakeWorker } from './fakes/fake-worker';
import type { EngineConfig, EngineStatus } from './protocol';
import { INITIAL_STATUS } from './status-board';

const CONFIG: EngineConfig = { model: 'm', gallery: 'g', base: '', index: 'hnsw' };
const ports = { k: 3 };
const text = (words: string) => ({ kind: 'text', text: words }) as const;

let workers: FakeWorker[];
/** What the n-th worker does instead of answering. */
let habits: Partial<FakeWorker>[];
let client: EngineClient;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  habits = [];
  client = new EngineClient(() => {
    const worker = Object.assign(new FakeWorker(), habits[workers.length]);
    workers.push(worker);
    return worker;
  });
});

afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const configs = () => workers.map((worker) => worker.opened.at(-1));

describe('a living worker', () => {
  it('is started at the first open, and only once', async () => {
    expect(workers).toHaveLength(0);
    const [first, second] = await Promise.all([client.open(CONFIG), client.open({ ...CONFIG })]);
    expect(first.gallery.id).toBe('g');
    expect(second).toBe(first);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.opened).toHaveLength(1);
  });

  it('is kept for another gallery or index, replaced for another model or backend', async () => {
    await client.open(CONFIG);
    await client.open({ ...CONFIG, gallery: 'h' });
    await client.open({ ...CONFIG, gallery: 'h', index: 'exact' });
    expect(workers).toHaveLength(1);
    expect(workers[0]?.opened.map((config) => [config.gallery, config.index])).toEqual([
      ['g', 'hnsw'],
      ['h', 'hnsw'],
      ['h', 'exact'],
    ]);
    await client.open({ ...CONFIG, model: 'n' });
    await client.open({ ...CONFIG, model: 'n', backend: 'wasm' });
    expect(workers).toHaveLength(3);
    expect(workers.map((worker) => worker.terminated)).toEqual([true, true, false]);
  });

  it('gives its answers and errors through', async () => {
    await client.open(CONFIG);
    const answer = await client.search(text('port'), ports);
    expect(answer.items[0]?.id).toBe('port');
    const blank = client.search(text(''), ports);
    await expect(blank).rejects.toMatchObject({ code: 'text-blank', advice: expect.any(String) });
    expect((await client.read(new Float32Array(2))).categories).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it('tells its status to whoever subscribed', async () => {
    const seen: EngineStatus[] = [];
    const stop = client.subscribe(() => seen.push(client.status()));
    await client.open(CONFIG);
    workers[0]?.tell({ ...INITIAL_STATUS, phase: 'ready', backend: 'wasm' });
    expect(seen.at(-1)).toMatchObject({ phase: 'ready', backend: 'wasm' });
    expect(client.status()).toBe(seen.at(-1));
    const before = seen.length;
    stop();
    workers[0]?.tell(INITIAL_STATUS);
    expect(seen).toHaveLength(before);
  });

  it('is told to give up what its caller gave up', async () => {
    habits = [{ silent: true }];
    void client.open(CONFIG).catch(() => {});
    const controller = new AbortController();
    const searching = client.search(text('por'), { k: 3, signal: controller.signal });
    controller.abort();
    await expect(searching).rejects.toMatchObject({ code: 'cancelled' });
    expect(workers[0]?.cancelled).toEqual([1]);
    const late = client.search(text('por'), { k: 3, signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('evaluates, and tells how far it is', async () => {
    await client.open(CONFIG);
    const onProgress = vi.fn();
    const { report } = await client.evaluate(onProgress);
    expect(report.data).toBe('four');
    expect(onProgress).toHaveBeenCalledWith({ stage: 'images', done: 1, total: 2 });
  });

  it('cannot be searched before it is opened', async () => {
    await expect(client.search(text('port'), ports)).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a dead worker', () => {
  it('is replaced, and the query that it took along is answered by the next', async () => {
    habits = [{ silent: true }];
    void client.open(CONFIG).catch(() => {});
    const searching = client.search(text('port'), ports);
    const reading = client.read(new Float32Array(2));
    await settle();
    workers[0]?.die('out of memory');
    expect((await searching).items[0]?.id).toBe('port');
    await reading;
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    expect(configs()).toEqual([CONFIG, CONFIG]);
  });

  it('is replaced at once, before anybody asks it anything', async () => {
    await client.open(CONFIG);
    workers[0]?.tell({ ...INITIAL_STATUS, phase: 'ready' });
    workers[0]?.die('closed');
    await settle();
    expect(workers).toHaveLength(2);
    expect(client.status().phase).toBe('loading');
    expect(workers[1]?.opened).toEqual([CONFIG]);
  });

  it('may also be one whose engine says that it cannot go on (a lost device)', async () => {
    await client.open({ ...CONFIG, backend: 'webgpu' });
    workers[0]?.fatal('The graphics device was lost.');
    await settle();
    workers[1]?.fatal('The graphics device was lost.');
    await settle();
    expect(configs()).toEqual([
      { ...CONFIG, backend: 'webgpu' },
      { ...CONFIG, backend: 'webgpu' },
      { ...CONFIG, backend: 'wasm', threads: 1 },
    ]);
    workers[2]?.tell({ ...INITIAL_STATUS, phase: 'ready', backend: 'wasm' });
    expect(client.status()).toMatchObject({
      backend: 'wasm',
      backendProblem: { code: 'worker-died', message: expect.stringContaining('device was lost') },
    });
  });

  it('that dies of its query is replaced twice, then the engine gives up and says so', async () => {
    habits = [{ deadly: 'boom' }, { deadly: 'boom' }, { deadly: 'boom' }];
    await client.open(CONFIG);
    const poison = client.search(text('boom'), ports);
    await expect(poison).rejects.toMatchObject({ code: 'worker-died', advice: expect.any(String) });
    expect(workers).toHaveLength(3);
    expect(workers.every((worker) => worker.terminated)).toBe(true);
    expect(client.status()).toMatchObject({ phase: 'error', error: { code: 'worker-died' } });
    await expect(client.search(text('port'), ports)).rejects.toMatchObject({ code: 'worker-died' });
    await expect(client.open(CONFIG)).rejects.toMatchObject({ code: 'worker-died' });
    expect(workers).toHaveLength(3);
  });

  it('can be tried again after the engine gave up', async () => {
    habits = [{ deadly: 'boom' }, { deadly: 'boom' }, { deadly: 'boom' }];
    await client.open(CONFIG);
    await client.search(text('boom'), ports).catch(() => {});
    client.retry();
    expect(client.status().phase).toBe('loading');
    expect((await client.search(text('port'), ports)).items[0]?.id).toBe('port');
    expect(configs().at(-1)).toEqual(CONFIG);
  });

  it('does not count any more once a search has succeeded since', async () => {
    await client.open(CONFIG);
    for (let i = 0; i < 5; i++) {
      workers.at(-1)?.die('again');
      await settle();
      await client.search(text('port'), ports);
    }
    expect(workers).toHaveLength(6);
    expect(configs().every((config) => config?.backend === undefined)).toBe(true);
  });

  it('of a gallery that was left does not bring its query into the next', async () => {
    habits = [{ silent: true }];
    void client.open(CONFIG).catch(() => {});
    const searching = client.search(text('port'), ports);
    const failed = expect(searching).rejects.toMatchObject({ code: 'cancelled' });
    void client.open({ ...CONFIG, gallery: 'h' }).catch(() => {});
    workers[0]?.die('closed');
    await failed;
    expect(configs().at(-1)?.gallery).toBe('h');
  });

  it('that could not even be started counts as well', async () => {
    client = new EngineClient(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    await expect(client.open(CONFIG)).rejects.toMatchObject({
      code: 'worker-died',
      message: expect.stringContaining('blocked'),
    });
    expect(client.status().phase).toBe('error');
  });

  it('from before tells nothing any more', async () => {
    await client.open(CONFIG);
    workers[0]?.die('closed');
    await settle();
    workers[0]?.tell({ ...INITIAL_STATUS, phase: 'ready' });
    workers[0]?.die('closed again');
    await settle();
    expect(client.status().phase).toBe('loading');
    expect(workers).toHaveLength(2);
  });
});

describe('a worker that hangs', () => {
  it('is replaced when it does not answer pings while something is awaited', async () => {
    habits = [{ silent: true, deaf: true }];
    void client.open(CONFIG).catch(() => {});
    const searching = client.search(text('port'), ports);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await searching).items[0]?.id).toBe('port');
    expect(workers).toHaveLength(2);
  });

  it('is left alone while it answers pings: a large file takes its time', async () => {
    habits = [{ silent: true }];
    void client.open(CONFIG).catch(() => {});
    workers[0]?.tell({ ...INITIAL_STATUS, progress: { loaded: 1, total: 100 } });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(workers).toHaveLength(1);
  });

  it('is not even pinged while it is ready and nothing is awaited', async () => {
    habits = [{ deaf: true }];
    await client.open(CONFIG);
    workers[0]?.tell({ ...INITIAL_STATUS, phase: 'ready' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.pings).toBe(0);
  });

  it('is replaced when it has all files and does not get ready', async () => {
    await client.open(CONFIG);
    workers[0]?.tell({ ...INITIAL_STATUS, progress: { loaded: 100, total: 100 } });
    await vi.advanceTimersByTimeAsync(400_000);
    expect(workers).toHaveLength(2);
  });
});

it('passes on an AppError as one', async () => {
  await client.open(CONFIG);
  const error = await client.search(text(''), ports).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
});

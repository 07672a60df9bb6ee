import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorReport } from '@/lib/errors/errors';
import { LONGEST_SILENCE } from './download';
import { chunked, FakeCacheStorage, FakeServer } from './fakes';
import { HttpAssetStore } from './http';
import { sha256 } from './sha256';
import type { AssetFile, AssetProgress } from './types';

const encode = (text: string) => new TextEncoder().encode(text);
const GOOD = encode('the weights of a very small model');
const URL_OF_GOOD = 'http://localhost/models/m/text.onnx';

let server: FakeServer;
let storage: FakeCacheStorage;
let problems: ErrorReport[];
let asset: AssetFile;

beforeEach(async () => {
  server = new FakeServer(new Map([['/models/m/text.onnx', GOOD]]));
  storage = new FakeCacheStorage();
  problems = [];
  asset = { file: 'text.onnx', bytes: GOOD.length, sha256: await sha256(GOOD) };
});

function storeOf(options: { caches?: CacheStorage | undefined; base?: string } = {}) {
  return new HttpAssetStore({
    base: '',
    origin: 'http://localhost',
    fetch: server.fetch,
    caches: storage.asCacheStorage(),
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
}

describe('a large file', () => {
  it('arrives in pieces, with progress, and is kept once it is verified', async () => {
    const store = storeOf();
    const progress: AssetProgress[] = [];
    const bytes = await store.bytes('models/m', asset, (step) => progress.push(step));
    expect(bytes).toEqual(GOOD);
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.map((step) => step.loaded)).toEqual(
      progress.map((step) => step.loaded).toSorted((a, b) => a - b),
    );
    expect(progress.at(-1)).toEqual({
      file: 'text.onnx',
      loaded: GOOD.length,
      total: GOOD.length,
      cached: false,
    });
    await store.settled();
    expect([...storage.entries.keys()]).toEqual([`${URL_OF_GOOD}?sha256=${asset.sha256}`]);
  });

  it('comes from the cache on the next visit, offline too', async () => {
    const first = storeOf();
    await first.bytes('models/m', asset);
    await first.settled();
    server.online = false;
    const progress: AssetProgress[] = [];
    const bytes = await storeOf().bytes('models/m', asset, (step) => progress.push(step));
    expect(bytes).toEqual(GOOD);
    expect(progress).toEqual([
      { file: 'text.onnx', loaded: GOOD.length, total: GOOD.length, cached: true },
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it('is kept as a copy: what the caller does with the bytes does not reach the cache', async () => {
    const store = storeOf();
    const bytes = await store.bytes('models/m', asset);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    await store.settled();
    expect([...storage.entries.values()]).toEqual([GOOD]);
  });

  it.each([
    ['changed', encode('the weights of a very smelly modal')],
    ['truncated', GOOD.slice(0, 9)],
    ['empty', new Uint8Array(0)],
  ])('is deleted and fetched again where the kept copy is %s', async (_, broken) => {
    const first = storeOf();
    await first.bytes('models/m', asset);
    await first.settled();
    const cache = [...storage.stores.values()][0];
    cache?.entries.set(`${URL_OF_GOOD}?sha256=${asset.sha256}`, broken);
    const second = storeOf();
    expect(await second.bytes('models/m', asset)).toEqual(GOOD);
    await second.settled();
    expect(server.requests).toHaveLength(2);
    expect([...storage.entries.values()]).toEqual([GOOD]);
    expect(problems).toEqual([]);
  });

  it('is fetched again past the HTTP cache where it was wrong', async () => {
    let calls = 0;
    server.answer = () => (calls++ === 0 ? GOOD.slice(0, -1) : GOOD);
    expect(await storeOf().bytes('models/m', asset)).toEqual(GOOD);
    expect(server.requests.map((request) => request.cache)).toEqual(['default', 'reload']);
  });

  it.each([
    ['of the right size but other bytes', GOOD.map((byte) => byte ^ 1)],
    ['truncated', GOOD.slice(0, 10)],
    ['longer than its manifest says', encode('the weights of a very small model, and more')],
    ['a page that answers for every path', encode('<!doctype html>')],
  ])('is asset-corrupt, and not kept, where it is twice %s', async (_, wrong) => {
    server.files.set('/models/m/text.onnx', wrong);
    const store = storeOf();
    await expect(store.bytes('models/m', asset)).rejects.toMatchObject({ code: 'asset-corrupt' });
    await store.settled();
    expect(server.requests).toHaveLength(2);
    expect(storage.entries.size).toBe(0);
  });

  it.each([404, 403, 410])('is asset-missing at %i', async (status) => {
    server.files.set('/models/m/text.onnx', status);
    await expect(storeOf().bytes('models/m', asset)).rejects.toMatchObject({
      code: 'asset-missing',
      message: expect.stringContaining('text.onnx'),
    });
  });

  it.each([500, 503, 429])('is asset-offline at %i', async (status) => {
    server.files.set('/models/m/text.onnx', status);
    await expect(storeOf().bytes('models/m', asset)).rejects.toMatchObject({
      code: 'asset-offline',
    });
  });

  it('is asset-offline without a network, and where the connection breaks', async () => {
    server.online = false;
    await expect(storeOf().bytes('models/m', asset)).rejects.toMatchObject({
      code: 'asset-offline',
    });
    const breaking = new HttpAssetStore({
      base: '',
      origin: 'http://localhost',
      fetch: async () => new Response(chunked(GOOD, 14)),
      caches: undefined,
    });
    await expect(breaking.bytes('models/m', asset)).rejects.toMatchObject({
      code: 'asset-offline',
    });
  });

  it('can be given up', async () => {
    const controller = new AbortController();
    const loading = storeOf().bytes('models/m', asset, () => controller.abort(), controller.signal);
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    const before = storeOf().bytes('models/m', asset, undefined, AbortSignal.abort());
    await expect(before).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is another entry when its hash changes', async () => {
    const first = storeOf();
    await first.bytes('models/m', asset);
    await first.settled();
    const changed = encode('the weights of a rather small model');
    server.files.set('/models/m/text.onnx', changed);
    const next = { file: 'text.onnx', bytes: changed.length, sha256: await sha256(changed) };
    expect(await storeOf().bytes('models/m', next)).toEqual(changed);
  });

  it('is named by an encoded path under the base', async () => {
    server.files.set('/sub/models/a%20b/x%23.onnx', GOOD);
    const store = storeOf({ base: '/sub' });
    expect(await store.bytes('models/a b', { ...asset, file: 'x#.onnx' })).toEqual(GOOD);
  });
});

describe('storage that refuses', () => {
  it('is reported once when it is full, and loading goes on', async () => {
    storage.full = true;
    const store = storeOf();
    expect(await store.bytes('models/m', asset)).toEqual(GOOD);
    expect(await store.bytes('models/m', asset)).toEqual(GOOD);
    await store.settled();
    expect(problems.map((problem) => problem.code)).toEqual(['storage-full']);
  });

  it('is reported when it is forbidden or missing, and loading goes on', async () => {
    storage.forbidden = true;
    expect(await storeOf().bytes('models/m', asset)).toEqual(GOOD);
    expect(await storeOf({ caches: undefined }).bytes('models/m', asset)).toEqual(GOOD);
    expect(problems.map((problem) => problem.code)).toEqual(['storage-full', 'storage-full']);
  });
});

describe('a manifest', () => {
  const path = '/models/m/model.json';

  it('comes from the network first', async () => {
    server.files.set(path, encode('{"version":1}'));
    const store = storeOf();
    expect(await store.json('models/m/model.json')).toEqual({ version: 1 });
    await store.settled();
    server.files.set(path, encode('{"version":2}'));
    expect(await store.json('models/m/model.json')).toEqual({ version: 2 });
    expect(server.requests.map((request) => request.cache)).toEqual(['no-cache', 'no-cache']);
  });

  it.each(['offline', 'server in trouble'])(
    'comes from the cache where the network fails: %s',
    async (how) => {
      server.files.set(path, encode('{"version":1}'));
      const store = storeOf();
      await store.json('models/m/model.json');
      await store.settled();
      if (how === 'offline') server.online = false;
      else server.files.set(path, 503);
      expect(await storeOf().json('models/m/model.json')).toEqual({ version: 1 });
    },
  );

  it('is asset-offline, asset-missing or asset-corrupt where nothing helps', async () => {
    await expect(storeOf().json('models/m/model.json')).rejects.toMatchObject({
      code: 'asset-missing',
    });
    server.files.set(path, encode('<!doctype html>'));
    await expect(storeOf().json('models/m/model.json')).rejects.toMatchObject({
      code: 'asset-corrupt',
    });
    server.online = false;
    await expect(storeOf().json('models/m/model.json')).rejects.toMatchObject({
      code: 'asset-offline',
    });
  });

  it('takes the files of its folder along when it is gone', async () => {
    server.files.set(path, encode('{}'));
    const store = storeOf();
    await store.json('models/m/model.json');
    await store.bytes('models/m', asset);
    await store.settled();
    expect(storage.entries.size).toBe(2);
    server.files.set(path, 404);
    await expect(store.json('models/m/model.json')).rejects.toMatchObject({
      code: 'asset-missing',
    });
    expect(storage.entries.size).toBe(0);
  });
});

describe('pruning', () => {
  it('deletes what the manifest of the folder does not name, and nothing else', async () => {
    const store = storeOf();
    const old = { ...asset, sha256: await sha256(encode('old')) };
    await store.bytes('models/m', asset);
    await store.settled();
    const cache = [...storage.stores.values()][0];
    cache?.entries.set(`${URL_OF_GOOD}?sha256=${old.sha256}`, encode('old'));
    cache?.entries.set('http://localhost/models/m/model.json', encode('{}'));
    cache?.entries.set(`http://localhost/models/m2/text.onnx?sha256=${old.sha256}`, encode('old'));
    await store.prune('models/m', 'models/m/model.json', [asset]);
    expect([...storage.entries.keys()]).toEqual([
      `${URL_OF_GOOD}?sha256=${asset.sha256}`,
      'http://localhost/models/m/model.json',
      `http://localhost/models/m2/text.onnx?sha256=${old.sha256}`,
    ]);
  });

  it('deletes caches of earlier versions of the same site', async () => {
    await storage.open('overlook-assets-v0');
    await storage.open('overlook-assets-v0/other-site');
    await storage.open('somebody-elses');
    await storeOf().bytes('models/m', asset);
    expect([...storage.stores.keys()]).toEqual([
      'overlook-assets-v0/other-site',
      'somebody-elses',
      'overlook-assets-v1',
    ]);
  });
});

describe('a server that goes silent', () => {
  it.each([
    ['before it answers', () => new Promise<Response>(() => {})],
    ['in the middle of a file', async () => new Response(new ReadableStream())],
  ])('%s counts as unreachable', async (_, fetch) => {
    vi.useFakeTimers();
    try {
      const store = new HttpAssetStore({
        base: '',
        origin: 'http://localhost',
        fetch,
        caches: undefined,
      });
      const loading = expect(store.bytes('models/m', asset)).rejects.toMatchObject({
        code: 'asset-offline',
      });
      await vi.advanceTimersByTimeAsync(LONGEST_SILENCE + 1);
      await loading;
    } finally {
      vi.useRealTimers();
    }
  });
});

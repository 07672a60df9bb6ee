import type { Fetch } from './download';

/**
 * Stand-ins for the browser's fetch and Cache API, for unit tests on Node. Not imported by the app.
 */

/** A server whose files tests can change, and whose network they can cut. */
export class FakeServer {
  readonly requests: { url: string; cache: RequestCache | undefined }[] = [];
  online = true;

  constructor(readonly files: Map<string, Uint8Array<ArrayBuffer> | number>) {}

  /** What `fetch` does for a path; tests override it to answer differently each time. */
  answer(path: string): Uint8Array<ArrayBuffer> | number {
    return this.files.get(path) ?? 404;
  }

  readonly fetch: Fetch = async (url, init) => {
    init?.signal?.throwIfAborted();
    this.requests.push({ url, cache: init?.cache });
    if (!this.online) throw new TypeError('Failed to fetch');
    const answer = this.answer(new URL(url).pathname);
    if (typeof answer === 'number') return new Response('none', { status: answer });
    return new Response(chunked(answer));
  };
}

/** A body in pieces of 7 bytes, as a network delivers it. */
export function chunked(bytes: Uint8Array<ArrayBuffer>, failAt = Number.POSITIVE_INFINITY) {
  let at = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= failAt) return controller.error(new TypeError('network error'));
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + 7));
      at += 7;
    },
  });
}

class FakeCache {
  readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(private readonly storage: FakeCacheStorage) {}

  async match(key: string): Promise<Response | undefined> {
    const bytes = this.entries.get(key);
    return bytes && new Response(bytes);
  }

  async put(key: string, response: Response): Promise<void> {
    if (this.storage.full) throw new DOMException('Quota exceeded', 'QuotaExceededError');
    this.entries.set(key, new Uint8Array(await response.arrayBuffer()));
  }

  async delete(key: string): Promise<boolean> {
    return this.entries.delete(key);
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.entries.keys()].map((url) => ({ url }));
  }
}

/** The Cache API as far as AssetCache uses it. */
export class FakeCacheStorage {
  readonly stores = new Map<string, FakeCache>();
  full = false;
  forbidden = false;

  async open(name: string): Promise<FakeCache> {
    if (this.forbidden) throw new DOMException('denied', 'SecurityError');
    const cache = this.stores.get(name) ?? new FakeCache(this);
    this.stores.set(name, cache);
    return cache;
  }

  async keys(): Promise<string[]> {
    return [...this.stores.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.stores.delete(name);
  }

  /** All entries of all caches. */
  get entries(): Map<string, Uint8Array<ArrayBuffer>> {
    return new Map([...this.stores.values()].flatMap((cache) => [...cache.entries]));
  }

  asCacheStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}

import { AppError, type ErrorReport } from '@/lib/errors/errors';

/** Raise it when what an entry means changes: caches of other versions are deleted. */
const VERSION = 'v1';
const PREFIX = 'overlook-assets-';

/**
 * The Cache API as a place that may refuse: each call fails softly (the answer is "not there"), and
 * what went wrong is reported once, because the visit goes on without a cache.
 */
export class AssetCache {
  private opened: Promise<Cache | null> | undefined;

  /**
   * @param storage `globalThis.caches`; undefined in insecure contexts and in some private windows.
   * @param scope Base path of the site: several may share one origin (user.example/site-a, /site-b).
   * @param onProblem Called at most once.
   */
  constructor(
    private readonly storage: CacheStorage | undefined,
    private readonly scope: string,
    private onProblem: ((problem: ErrorReport) => void) | undefined,
  ) {}

  async read(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const cache = await this.open();
    try {
      const response = await cache?.match(key);
      return response ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
      return null; // An entry that cannot be read is as good as none.
    }
  }

  /** Keeps a copy of `bytes`; where there is no room for it the problem is reported. */
  async write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const body = new Response(bytes);
    const cache = await this.open();
    try {
      await cache?.put(key, body);
    } catch (error) {
      this.report('The browser has no room to keep the loaded files.', error);
    }
  }

  async remove(key: string): Promise<void> {
    const cache = await this.open();
    await cache?.delete(key).catch(() => false);
  }

  /** Deletes the entries under a prefix that `keep` does not hold. */
  async prune(prefix: string, keep: ReadonlySet<string>): Promise<void> {
    const cache = await this.open();
    const requests = (await cache?.keys().catch(() => [])) ?? [];
    for (const { url } of requests) {
      if (url.startsWith(prefix) && !keep.has(url)) await this.remove(url);
    }
  }

  private open(): Promise<Cache | null> {
    this.opened ??= this.openOnce();
    return this.opened;
  }

  private async openOnce(): Promise<Cache | null> {
    const name = `${PREFIX}${VERSION}${this.scope}`;
    try {
      if (!this.storage) throw new Error('There is no Cache API here.');
      const cache = await this.storage.open(name);
      await this.removeOldVersions(this.storage);
      return cache;
    } catch (error) {
      this.report('This browser does not let the page keep the loaded files.', error);
      return null;
    }
  }

  private async removeOldVersions(storage: CacheStorage): Promise<void> {
    const old = new RegExp(`^${PREFIX}v\\d+(.*)$`);
    for (const name of await storage.keys()) {
      const scope = old.exec(name)?.[1];
      if (scope === this.scope && name !== `${PREFIX}${VERSION}${scope}`)
        await storage.delete(name);
    }
  }

  private report(message: string, cause: unknown): void {
    const advice =
      'Searching works; the next visit loads them again. Free some space, or allow this site to store data.';
    this.onProblem?.(new AppError('storage-full', message, advice, { cause }).toReport());
    this.onProblem = undefined;
  }
}

import { AppError, type ErrorReport } from '@/lib/errors/errors';
import { AssetCache } from './cache';
import { type Fetch, get, getBytes, getText, readBody } from './download';
import { sha256 } from './sha256';
import type { AssetFile, AssetProgress, AssetStore } from './types';
import { encodedPath, hashedPath } from './urls';

export interface HttpStoreOptions {
  /** Where `models/` and `galleries/` are served, no slash at the end; '' at the origin's root. */
  readonly base: string;
  /** Origin that URLs are made absolute with; cache keys need it. */
  readonly origin: string;
  readonly fetch: Fetch;
  readonly caches: CacheStorage | undefined;
  /** Called once when files cannot be stored (storage-full); loading continues. */
  readonly onProblem?: (problem: ErrorReport) => void;
}

/**
 * The browser's AssetStore: HTTP, with verified copies in the Cache API.
 *
 * Large files are named by URL and SHA-256, so a changed file is a new entry and an old one is never
 * served for it. They are verified both when they arrive (before they are kept) and when they are
 * taken from the cache. Manifests come from the network first: they say which files are current.
 */
export class HttpAssetStore implements AssetStore {
  private readonly cache: AssetCache;
  private readonly writes = new Set<Promise<void>>();

  constructor(private readonly options: HttpStoreOptions) {
    this.cache = new AssetCache(options.caches, options.base, options.onProblem);
  }

  async json(path: string, signal?: AbortSignal): Promise<unknown> {
    const url = this.url(path);
    let text: string;
    try {
      text = await getText(this.options.fetch, url, { cache: 'no-cache', signal: signal ?? null });
    } catch (error) {
      if (error instanceof AppError && error.code === 'asset-missing') {
        // Files that only the manifest's earlier version named are no longer needed.
        if (path.split('/').length > 2) await this.cache.prune(folderOf(url), new Set());
        throw error;
      }
      const kept = signal?.aborted ? null : await this.cache.read(url);
      if (!kept) throw error;
      return parse(new TextDecoder().decode(kept), url);
    }
    const value = parse(text, url);
    this.keep(url, new TextEncoder().encode(text));
    return value;
  }

  async bytes(
    folder: string,
    asset: AssetFile,
    onProgress?: (progress: AssetProgress) => void,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const tell = (loaded: number, cached: boolean) =>
      onProgress?.({ file: asset.file, loaded, total: asset.bytes, cached });
    const key = this.key(folder, asset);
    const kept = await this.cache.read(key);
    signal?.throwIfAborted();
    if (kept) {
      if (await matches(kept, asset)) {
        tell(asset.bytes, true);
        return kept;
      }
      await this.cache.remove(key);
    }
    // The second try goes past the HTTP cache, which may hold the very bytes that were wrong.
    for (const cache of ['default', 'reload'] as const) {
      const response = await get(this.options.fetch, key, { cache, signal: signal ?? null });
      const body = await readBody(response, asset.bytes, (loaded) => tell(loaded, false), signal);
      if (body && (await matches(body, asset))) {
        tell(asset.bytes, false);
        this.keep(key, body);
        return body;
      }
      tell(0, false);
    }
    throw new AppError(
      'asset-corrupt',
      `${this.url(`${folder}/${asset.file}`)} is not the file that its manifest names (${asset.bytes} bytes, SHA-256 ${asset.sha256.slice(0, 8)}…).`,
      'Reload the page in a while; if you run this site, deploy its files again.',
    );
  }

  /**
   * A file that no manifest gives a hash of, from the network or the browser's own cache.
   * @throws AppError asset-missing | asset-offline
   */
  async raw(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return getBytes(this.options.fetch, this.url(path), { signal: signal ?? null });
  }

  /**
   * Deletes kept files of a folder that its manifest does not name any more.
   *
   * @param folder As given to `bytes`.
   * @param manifest Path of the folder's manifest, which stays.
   */
  async prune(folder: string, manifest: string, named: readonly AssetFile[]): Promise<void> {
    const keep = new Set(named.map((asset) => this.key(folder, asset)));
    keep.add(this.url(manifest));
    await this.cache.prune(`${this.url(folder)}/`, keep);
  }

  /** Resolves when everything that was being kept is kept (or was refused). */
  async settled(): Promise<void> {
    await Promise.all(this.writes);
  }

  /** Writes in the background: the answer does not wait for the disk. */
  private keep(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    const write = this.cache.write(key, bytes).finally(() => this.writes.delete(write));
    this.writes.add(write);
  }

  private url(path: string): string {
    return `${this.options.origin}${this.options.base}/${encodedPath(path)}`;
  }

  /** Names a file in the cache and on the network alike. */
  private key(folder: string, asset: AssetFile): string {
    return `${this.options.origin}${this.options.base}/${hashedPath(folder, asset)}`;
  }
}

async function matches(bytes: Uint8Array<ArrayBuffer>, asset: AssetFile): Promise<boolean> {
  return bytes.length === asset.bytes && (await sha256(bytes)) === asset.sha256;
}

function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf('/') + 1);
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const advice = 'If you run this site, deploy its files again; otherwise tell whoever does.';
    throw new AppError('asset-corrupt', `${url} is not JSON.`, advice, { cause });
  }
}

import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import { apiPathOf, collectionIdOf } from './id';
import { readInfo } from './info';
import { readBox } from './request';
import type { CollectionFilter, CollectionInfo, CollectionItem, ColumnValue } from './types';

/** How long a server may take to begin its answer, ms. */
const PATIENCE = 15_000;

/** Sends a request to the site's own server. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** A collection behind the site's server. All methods throw AppError server-away | server-busy | cancelled. */
export class CollectionClient {
  /**
   * @param gallery `remote:<id>`
   * @param ask fetches a path of the API; the base path is its own matter
   */
  constructor(
    readonly gallery: string,
    private readonly ask: Ask,
  ) {}

  /** @throws AppError collection-unknown */
  async info(): Promise<CollectionInfo> {
    return readInfo(await this.json([]));
  }

  /** A few items from all over it. */
  async look(): Promise<CollectionItem[]> {
    return (await this.json(['items'])).field('items').list().map(readItem);
  }

  /** An item and its embedding, [dim]. @throws AppError item-unknown */
  async item(id: string): Promise<{ item: CollectionItem; embedding: Float32Array<ArrayBuffer> }> {
    const at = await this.json(['items', id]);
    const values = at.field('embedding').list();
    return {
      item: readItem(at.field('item')),
      embedding: Float32Array.from(values, (value) => value.number()),
    };
  }

  /**
   * The `k` nearest items. The numbers of the embedding are all that is sent of a query.
   * @param modelSha256 of the model that made it: the server refuses another
   * @throws AppError model-mismatch | parameter-invalid
   */
  async search(
    embedding: Float32Array,
    k: number,
    modelSha256: string,
    filter?: CollectionFilter,
    signal?: AbortSignal,
  ): Promise<CollectionItem[]> {
    const body = JSON.stringify({
      embedding: Array.from(embedding),
      k,
      modelSha256,
      ...(filter && { filter }),
    });
    const at = await this.json(['search'], { method: 'POST', body, ...(signal && { signal }) });
    return at.field('items').list().map(readItem);
  }

  private async json(parts: readonly string[], init: RequestInit = {}): Promise<JsonReader> {
    const late = AbortSignal.timeout(PATIENCE);
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    const headers = new Headers(init.body ? { 'Content-Type': 'application/json' } : {});
    let response: Response;
    let value: unknown;
    try {
      const path = apiPathOf(this.gallery, ...parts);
      response = await this.ask(path, { ...init, headers, signal, cache: 'no-store' });
      value = await response.json();
    } catch (cause) {
      if (init.signal?.aborted) {
        throw new AppError('cancelled', 'The search was given up.', 'Search again.');
      }
      throw this.away(cause);
    }
    const at = new JsonReader(value, '', () => this.away());
    if (response.ok) return at;
    throw this.problem(response.status, at);
  }

  private problem(status: number, at: JsonReader): AppError {
    const code = at.optional('code')?.value;
    const [message, advice] = [at.field('message').string(), at.field('advice').string()];
    if (status === 503) {
      return new AppError('server-busy', 'The server of this collection is busy.', 'Try again.');
    }
    switch (code) {
      case 'collection-unknown':
      case 'item-unknown':
      case 'model-mismatch':
      case 'parameter-invalid':
        return new AppError(code, message, advice);
      default:
        return this.away();
    }
  }

  private away(cause?: unknown): AppError {
    return new AppError(
      'server-away',
      `The server of the collection "${collectionIdOf(this.gallery)}" does not answer.`,
      'Try again in a moment, or choose a gallery that is searched on this device.',
      { cause },
    );
  }
}

function readItem(at: JsonReader): CollectionItem {
  const [similarity, bbox, captions, tags, file, width, height] = [
    'similarity',
    'bbox',
    'captions',
    'tags',
    'file',
    'width',
    'height',
  ].map((name) => at.optional(name));
  const columns = at.field('columns');
  return {
    id: at.field('id').string(),
    ...(similarity && { similarity: similarity.number() }),
    ...(bbox && { bbox: readBox(bbox) }),
    thumb: at.field('thumb').boolean(),
    columns: Object.fromEntries(
      columns.keys().map((name) => [name, readValue(columns.field(name))]),
    ),
    ...(captions && { captions: captions.list().map((text) => text.string()) }),
    ...(tags && { tags: tags.list().map((text) => text.string()) }),
    ...(file && { file: file.string() }),
    ...(width && { width: width.whole(1) }),
    ...(height && { height: height.whole(1) }),
  };
}

function readValue(at: JsonReader): ColumnValue {
  const { value } = at;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return at.number();
}

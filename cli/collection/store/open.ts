import type { CollectionInfo, CollectionItem, CollectionSearch } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';
import { openTable } from './connect';
import { type LanceQuery, type LanceTable, loadStore } from './lancedb';
import { type CollectionManifest, infoOf, readManifest } from './manifest';
import { itemColumns, itemsOf } from './rows';
import { idIs, whereOf } from './where';

/** An item with its embedding, [dim], normalized. */
export interface StoredItem {
  readonly item: CollectionItem;
  readonly embedding: Float32Array;
}

/** A collection that is open for reading. */
export class OpenCollection {
  private constructor(
    readonly manifest: CollectionManifest,
    readonly table: LanceTable,
  ) {}

  /** @throws AppError store-missing | collection-unknown | collection-invalid */
  static async open(dir: string, id: string): Promise<OpenCollection> {
    const manifest = await readManifest(dir, id);
    return new OpenCollection(manifest, await openTable(dir, manifest));
  }

  get info(): CollectionInfo {
    return infoOf(this.manifest);
  }

  /** The `k` nearest items, best first. */
  async search(
    { embedding, k, filter }: CollectionSearch,
    { timeoutMs, exact = false }: { readonly timeoutMs?: number; readonly exact?: boolean } = {},
  ): Promise<CollectionItem[]> {
    const { columns, probes } = this.manifest;
    const query = this.table.query().nearestTo(embedding).distanceType('cosine');
    if (exact) query.bypassVectorIndex();
    else if (probes) query.nprobes(probes.partitions).refineFactor(probes.refine);
    const where = whereOf(filter, this.manifest);
    if (where !== null) query.where(where);
    query.select([...itemColumns(columns), '_distance']).limit(k);
    return itemsOf(await query.toArrow(timeoutMs === undefined ? {} : { timeoutMs }), columns);
  }

  /** A sample of its items, spread over all of it; the same ones each time. */
  async look(count: number): Promise<CollectionItem[]> {
    const { columns, rows } = this.manifest;
    const groups = Math.min(count, 12);
    const each = Math.ceil(count / groups);
    const found: CollectionItem[] = [];
    for (let i = 0; i < groups && found.length < count; i++) {
      const query = this.table.query().select(itemColumns(columns)).limit(each);
      const offset = Math.floor((i * rows) / groups);
      found.push(...itemsOf(await query.offset(offset).toArrow(), columns));
    }
    const ids = new Set<string>();
    return found.filter(({ id }) => !ids.has(id) && ids.add(id)).slice(0, count);
  }

  /** @throws AppError item-unknown */
  async item(id: string): Promise<StoredItem> {
    const { columns } = this.manifest;
    const table = await this.oneOf(id, [...itemColumns(columns), 'vector']).toArrow();
    const [item] = itemsOf(table, columns);
    const vector = table.getChild<Iterable<number>>('vector')?.get(0);
    if (!item || !vector) throw this.unknown(id);
    return { item, embedding: Float32Array.from(vector) };
  }

  /** Bytes of its thumbnail; null where it has none. @throws AppError item-unknown */
  async thumb(id: string): Promise<Uint8Array | null> {
    const table = await this.oneOf(id, ['thumb']).toArrow();
    if (table.numRows === 0) throw this.unknown(id);
    return table.getChild<Uint8Array>('thumb')?.get(0) ?? null;
  }

  close(): void {
    this.table.close();
  }

  private oneOf(id: string, columns: readonly string[]): LanceQuery {
    return this.table.query().where(idIs(id)).select(columns).limit(1);
  }

  private unknown(id: string): AppError {
    return new AppError(
      'item-unknown',
      `The collection "${this.manifest.title}" has no item "${id.slice(0, 60)}".`,
      'Choose an item from the results, or open the collection that the link was made with.',
    );
  }
}

/** Whether LanceDB can be loaded. @throws AppError store-missing */
export async function assertStore(): Promise<void> {
  await loadStore();
}

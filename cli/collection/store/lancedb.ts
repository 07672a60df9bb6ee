/** Loads LanceDB from where {@link setUpStore} put it, and describes the part of it that is used: it is no dependency. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AppError } from '@/lib/errors/errors';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Where `npm run collection -- setup` installs it. */
export const STORE_FOLDER = join(ROOT, '.cache/lancedb');

/** Types, data and tables of Arrow, which LanceDB takes and gives. */
declare const opaque: unique symbol;
interface Opaque<Name extends string> {
  readonly [opaque]: Name;
}
export type ArrowType = Opaque<'type'>;
export type ArrowField = Opaque<'field'>;
export type ArrowSchema = Opaque<'schema'>;
export type ArrowData = Opaque<'data'>;

export interface ArrowVector<T = unknown> {
  readonly length: number;
  get(row: number): T | null;
}

export interface ArrowTable {
  readonly numRows: number;
  getChild<T>(name: string): ArrowVector<T> | null;
}

interface DataOptions {
  readonly type: ArrowType;
  readonly length: number;
  readonly nullCount: number;
  readonly data?: Float32Array;
  readonly child?: ArrowData;
}

export interface Arrow {
  readonly Float32: new () => ArrowType;
  readonly Float64: new () => ArrowType;
  readonly Utf8: new () => ArrowType;
  readonly Bool: new () => ArrowType;
  readonly Binary: new () => ArrowType;
  readonly FixedSizeList: new (length: number, of: ArrowField) => ArrowType;
  readonly Field: new (name: string, type: ArrowType, nullable: boolean) => ArrowField;
  readonly Schema: new (fields: readonly ArrowField[]) => ArrowSchema;
  readonly Table: new (schema: ArrowSchema, columns: Record<string, ArrowVector>) => ArrowTable;
  makeData(options: DataOptions): ArrowData;
  makeVector(data: ArrowData): ArrowVector;
  vectorFromArray(values: readonly unknown[], type: ArrowType): ArrowVector;
}

export interface LanceQuery extends AsyncIterable<ArrowTable> {
  select(columns: readonly string[]): this;
  where(predicate: string): this;
  limit(rows: number): this;
  offset(rows: number): this;
  nearestTo(vector: Float32Array): LanceVectorQuery;
  toArrow(options?: { readonly timeoutMs?: number }): Promise<ArrowTable>;
}

export interface LanceVectorQuery extends LanceQuery {
  distanceType(type: 'cosine'): this;
  nprobes(partitions: number): this;
  refineFactor(factor: number): this;
  bypassVectorIndex(): this;
}

export interface LanceIndexInfo {
  readonly name: string;
  readonly indexType: string;
  readonly columns: readonly string[];
}

export interface LanceTable {
  add(data: ArrowTable): Promise<unknown>;
  countRows(filter?: string): Promise<number>;
  query(): LanceQuery;
  createIndex(
    column: string,
    options: { readonly config: Opaque<'index'>; readonly replace: boolean },
  ): Promise<void>;
  listIndices(): Promise<readonly LanceIndexInfo[]>;
  indexStats(name: string): Promise<{ readonly numUnindexedRows: number } | undefined>;
  optimize(options?: { readonly cleanupOlderThan?: Date }): Promise<unknown>;
  close(): void;
}

export interface LanceConnection {
  tableNames(): Promise<string[]>;
  openTable(name: string): Promise<LanceTable>;
  createEmptyTable(name: string, schema: ArrowSchema): Promise<LanceTable>;
  dropTable(name: string): Promise<void>;
  close(): void;
}

export interface Lance {
  connect(
    uri: string,
    options?: {
      readonly readConsistencyInterval?: number;
      readonly apiKey?: string;
      readonly region?: string;
      readonly storageOptions?: Readonly<Record<string, string>>;
    },
  ): Promise<LanceConnection>;
  readonly Index: {
    ivfRq(options: { distanceType: 'cosine'; numPartitions: number }): Opaque<'index'>;
    ivfFlat(options: { distanceType: 'cosine'; numPartitions: number }): Opaque<'index'>;
    btree(): Opaque<'index'>;
  };
}

/** LanceDB and the Arrow that it was installed with. */
export interface Store {
  readonly lance: Lance;
  readonly arrow: Arrow;
}

let loaded: Promise<Store> | undefined;

/** Whether LanceDB is installed. */
export function storeInstalled(): boolean {
  return entryOf('@lancedb/lancedb') !== null;
}

/** @throws AppError store-missing, with the command that installs it */
export function loadStore(): Promise<Store> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Store> {
  const [lance, arrow] = [entryOf('@lancedb/lancedb'), entryOf('apache-arrow')];
  if (lance === null || arrow === null) {
    throw new AppError(
      'store-missing',
      'Collections are kept by LanceDB, which is not installed: it is large, and nothing else needs it.',
      'Install it once (215 MB, from the npm registry): npm run collection -- setup',
    );
  }
  const modules = await Promise.all([import(lance), import(arrow)]);
  const [{ default: lanceDefault, ...lanceNamed }, { default: arrowDefault, ...arrowNamed }] =
    modules as [Record<string, object>, Record<string, object>];
  return {
    lance: { ...lanceDefault, ...lanceNamed } as unknown as Lance,
    arrow: { ...arrowDefault, ...arrowNamed } as unknown as Arrow,
  };
}

/** Address of a package's entry, from our own folder of it or among the project's packages. */
function entryOf(name: string): string | null {
  for (const folder of [STORE_FOLDER, ROOT]) {
    if (!existsSync(join(folder, 'node_modules', name))) continue;
    const require = createRequire(join(folder, 'package.json'));
    return pathToFileURL(require.resolve(name)).href;
  }
  return null;
}

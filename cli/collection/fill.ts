import type { Box } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';
import { ProgressBar } from '../shared/progress';
import { IdSet } from './ids';
import type { Batch, Source } from './source/types';
import { connectStore, tableName } from './store/connect';
import { type LanceTable, loadStore } from './store/lancedb';
import { type CollectionManifest, writeManifest } from './store/manifest';
import { type Rows, schemaOf, tableOf } from './store/rows';

/** What a filling did. */
export interface Fill {
  readonly manifest: CollectionManifest;
  readonly added: number;
  /** Rows left out, by reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

const KNOWN_ID = 'an id that the collection has already';

/**
 * Puts sources into a collection. Each batch is one transaction of the table, and an id gets into it once: a stopped
 * filling continues after the last batch that the manifest records, and skips rows that the table already has.
 *
 * @param signal stops between two batches
 * @throws AppError cancelled | store-missing | file-invalid
 */
export async function fill(
  dir: string,
  before: CollectionManifest,
  sources: readonly Source[],
  signal: AbortSignal,
): Promise<Fill> {
  const { arrow } = await loadStore();
  let manifest = withSources(before, sources);
  await writeManifest(dir, manifest);
  const table = await tableFor(dir, manifest);
  const ids = await idsOf(table);
  const leftOut = new Map<string, number>();
  const countOut = (reason: string, count: number) =>
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + count);
  const had = ids.size;
  for (const source of sources) {
    const from = manifest.sources.find((one) => one.fingerprint === source.fingerprint);
    if (!from || from.done) continue;
    const bar = new ProgressBar(source.name, source.total, process.stderr, from.position);
    let position = from.position;
    for await (const batch of source.read(from.position, manifest.columns)) {
      signal.throwIfAborted();
      const rows = unknownRows(batch.rows, ids, manifest.dim);
      if (rows.ids.length > 0)
        await table.add(tableOf(arrow, manifest.dim, manifest.columns, rows));
      for (const [reason, count] of Object.entries(batch.leftOut)) countOut(reason, count);
      const known = batch.rows.ids.length - rows.ids.length;
      if (known > 0) countOut(KNOWN_ID, known);
      manifest = advanced(manifest, source, batch, rows, ids.size);
      await writeManifest(dir, manifest);
      bar.step(batch.position - position);
      position = batch.position;
    }
    bar.done();
  }
  table.close();
  return { manifest, added: ids.size - had, leftOut };
}

function withSources(manifest: CollectionManifest, sources: readonly Source[]): CollectionManifest {
  const known = new Set(manifest.sources.map(({ fingerprint }) => fingerprint));
  const fresh = sources
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .map(({ name, fingerprint }) => ({ name, fingerprint, position: 0, done: false }));
  return { ...manifest, sources: [...manifest.sources, ...fresh] };
}

async function tableFor(dir: string, manifest: CollectionManifest): Promise<LanceTable> {
  const { arrow } = await loadStore();
  const connection = await connectStore(dir, manifest);
  const name = tableName(manifest);
  if ((await connection.tableNames()).includes(name)) return connection.openTable(name);
  return connection.createEmptyTable(name, schemaOf(arrow, manifest.dim, manifest.columns));
}

/** The ids of a table, read in batches. */
export async function idsOf(table: LanceTable): Promise<IdSet> {
  const ids = new IdSet();
  for await (const batch of table.query().select(['id'])) {
    const column = batch.getChild<string>('id');
    for (let row = 0; row < batch.numRows; row++) ids.add(column?.get(row) ?? '');
  }
  return ids;
}

/** Those whose id is new, which it is not from then on. */
function unknownRows(rows: Rows, ids: IdSet, dim: number): Rows {
  const kept = rows.ids.flatMap((id, row) => (ids.add(id) ? [row] : []));
  if (kept.length === rows.ids.length) return rows;
  const pick = <T>(list: readonly T[]) => kept.map((row) => list[row] as T);
  const vectors = new Float32Array(kept.length * dim);
  kept.forEach((row, at) => {
    vectors.set(rows.vectors.subarray(row * dim, (row + 1) * dim), at * dim);
  });
  return {
    ids: pick(rows.ids),
    vectors,
    boxes: pick(rows.boxes),
    geometries: pick(rows.geometries),
    thumbs: pick(rows.thumbs),
    details: pick(rows.details),
    columns: rows.columns.map(pick),
  };
}

function advanced(
  manifest: CollectionManifest,
  source: Source,
  batch: Batch,
  rows: Rows,
  count: number,
): CollectionManifest {
  const bbox = rows.boxes.reduce<Box | undefined>(around, manifest.bbox);
  return {
    ...manifest,
    rows: count,
    ...(bbox && { bbox }),
    sources: manifest.sources.map((one) =>
      one.fingerprint === source.fingerprint
        ? { ...one, position: batch.position, done: batch.position >= source.total }
        : one,
    ),
  };
}

function around(all: Box | undefined, box: Box | null): Box | undefined {
  if (!box) return all;
  if (!all) return box;
  return [
    Math.min(all[0], box[0]),
    Math.min(all[1], box[1]),
    Math.max(all[2], box[2]),
    Math.max(all[3], box[3]),
  ];
}

/** @throws AppError file-invalid where a source cannot be in one collection with the others */
export function assertFits(manifest: CollectionManifest, source: Source): void {
  if (source.dim !== manifest.dim) {
    throw new AppError(
      'file-invalid',
      `The embeddings of ${source.name} have ${source.dim} numbers, those of "${manifest.id}" ${manifest.dim}.`,
      'Embeddings of one model belong in one collection.',
    );
  }
  if (source.modelSha256 !== undefined && source.modelSha256 !== manifest.modelSha256) {
    throw new AppError(
      'model-mismatch',
      `${source.name} was embedded by "${source.model}", or another version of it, not as "${manifest.id}" was.`,
      'Embed it with the model of the collection: npm run gallery -- embed.',
    );
  }
  for (const { name, type } of source.columns) {
    const there = manifest.columns.find((column) => column.name === name);
    if (there && there.type !== type) {
      throw new AppError(
        'file-invalid',
        `The column "${name}" of ${source.name} holds values of the type ${type}, in "${manifest.id}" ${there.type}.`,
        'Convert the column, or give it another name.',
      );
    }
  }
}

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SchemaElement } from 'hyparquet';
import { type ColumnSource, fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { Box, CollectionColumn, ColumnType } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';
import { ProgressBar } from '../shared/progress';
import { openTable } from './store/connect';
import type { ArrowTable } from './store/lancedb';
import { type CollectionManifest, readManifest } from './store/manifest';
import { columnName } from './store/rows';

/** Rows of a row group: one page of readers' memory holds it. */
const GROUP = 10_000;

const SCALARS: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/**
 * Writes a collection as GeoParquet 1.1, with the columns `id`, `embedding`, `geometry` where it has footprints, and
 * its own; without thumbnails.
 *
 * @returns rows written
 * @throws AppError store-missing | collection-… | usage | cancelled
 */
export async function exportCollection(
  dir: string,
  id: string,
  to: string,
  signal: AbortSignal,
): Promise<number> {
  if (existsSync(to)) {
    throw new AppError('usage', `${to} is there already.`, 'Choose another name, or remove it.');
  }
  const manifest = await readManifest(dir, id);
  const { columns, bbox, rows } = manifest;
  const table = await openTable(dir, manifest);
  const draft = `${to}.part`;
  const writer = fileWriter(draft);
  const parquet = new ParquetWriter({
    writer,
    schema: schemaOf(columns, bbox !== undefined),
    kvMetadata: metadataOf(manifest),
    createdBy: 'Overlook',
  });
  const bar = new ProgressBar(basename(to), rows);
  let written = 0;
  try {
    const wanted = ['id', 'vector', ...(bbox ? ['geometry'] : [])];
    const query = table.query().select([...wanted, ...columns.map((_, i) => columnName(i))]);
    for await (const batch of query) {
      for (let at = 0; at < batch.numRows; at += GROUP) {
        signal.throwIfAborted();
        const end = Math.min(batch.numRows, at + GROUP);
        const columnData = dataOf(batch, columns, bbox !== undefined, at, end);
        parquet.write({ columnData, rowGroupSize: GROUP });
        written += end - at;
        bar.step(end - at);
      }
    }
    parquet.finish();
    await rename(draft, to);
  } finally {
    table.close();
    await rm(draft, { force: true });
  }
  bar.done();
  return written;
}

function schemaOf(columns: readonly CollectionColumn[], placed: boolean): SchemaElement[] {
  return [
    { name: 'root', num_children: 2 + (placed ? 1 : 0) + columns.length },
    { name: 'id', repetition_type: 'REQUIRED', ...SCALARS.text },
    {
      name: 'embedding',
      repetition_type: 'REQUIRED',
      converted_type: 'LIST',
      logical_type: { type: 'LIST' },
      num_children: 1,
    },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', type: 'FLOAT' },
    ...(placed
      ? [{ name: 'geometry', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY' } as SchemaElement]
      : []),
    ...columns.map(
      ({ name, type }): SchemaElement => ({
        name: freeName(name),
        repetition_type: 'OPTIONAL',
        ...SCALARS[type],
      }),
    ),
  ];
}

function dataOf(
  batch: ArrowTable,
  columns: readonly CollectionColumn[],
  placed: boolean,
  from: number,
  to: number,
): ColumnSource[] {
  const list = (name: string, map: (value: unknown) => unknown = (value) => value) => {
    const column = batch.getChild(name);
    return Array.from({ length: to - from }, (_, i) => map(column?.get(from + i) ?? null));
  };
  return [
    { name: 'id', data: list('id') },
    { name: 'embedding', data: list('vector', (row) => Array.from(row as Iterable<number>)) },
    ...(placed ? [{ name: 'geometry', data: list('geometry') }] : []),
    ...columns.map(({ name, type }, i) => ({
      name: freeName(name),
      data: list(columnName(i), (value) =>
        value !== null && type === 'date' ? new Date(value as number) : value,
      ),
    })),
  ];
}

/** Its own three names are taken. */
function freeName(name: string): string {
  return ['id', 'embedding', 'geometry'].includes(name) ? `${name}_` : name;
}

function metadataOf({ bbox, model, modelSha256, license, attribution }: CollectionManifest) {
  const own = { model, modelSha256, license, attribution };
  return [
    ...(bbox ? [{ key: 'geo', value: JSON.stringify(geo(bbox)) }] : []),
    { key: 'overlook', value: JSON.stringify(own) },
  ];
}

/** https://geoparquet.org/releases/v1.1.0/ : without `crs` the coordinates are OGC:CRS84's, degrees. */
function geo(bbox: Box) {
  const column = { encoding: 'WKB', geometry_types: [], bbox };
  return { version: '1.1.0', primary_column: 'geometry', columns: { geometry: column } };
}

import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';

import type { CollectionColumn } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';
import { compressors } from './compressors';
import { geometryColumn } from './geoparquet';
import { type RowMapper, rowMapper } from './map-rows';
import { type ColumnNames, kindsOf, layoutOf, type ParquetLayout } from './schema';
import type { Batch, Source } from './types';

/** Rows read at a time; a row group of up to {@link WHOLE} rows is read in one. */
const STEP = 16_384;
const WHOLE = 40_000;

/** @throws AppError file-invalid */
export async function parquetSource(path: string, named: ColumnNames): Promise<Source> {
  const name = basename(path);
  const { size, mtimeMs } = await stat(path);
  const file = await asyncBufferFromFile(path);
  // Geometries stay the bytes that they are.
  const metadata = await parquetMetadataAsync(file, { geoparquet: false }).catch(
    (cause: unknown) => {
      throw invalid(name, 'is not a Parquet file, or is cut short', cause);
    },
  );
  const kinds = kindsOf(metadata.schema);
  const layout = layoutOf(name, kinds, named, geometryColumn(name, metadata));
  const total = Number(metadata.num_rows);
  if (total === 0) throw invalid(name, 'has no rows');
  const first = await readRows(name, file, metadata, layout, 0, 1);
  const dim = lengthOf(first[0]?.[layout.embedding]);
  if (dim === 0) throw invalid(name, `has no embedding in its first row ("${layout.embedding}")`);
  const stem = basename(path, extname(path));
  return {
    name,
    fingerprint: `parquet ${name} ${size} ${Math.round(mtimeMs)}`,
    total,
    dim,
    columns: layout.columns,
    ...(layout.date !== undefined && { date: layout.date }),
    async *read(from, columns: readonly CollectionColumn[]) {
      const mapper = rowMapper({ stem, layout, dim, columns });
      yield* read({ name, file, metadata, layout, mapper }, from);
    },
  };
}

interface Reading {
  readonly name: string;
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly layout: ParquetLayout;
  readonly mapper: RowMapper;
}

async function* read(
  { name, file, metadata, layout, mapper }: Reading,
  from: number,
): AsyncGenerator<Batch> {
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    const step = groupEnd - groupStart <= WHOLE ? WHOLE : STEP;
    for (let at = Math.max(groupStart, from); at < groupEnd; at += step) {
      const end = Math.min(groupEnd, at + step);
      const rows = await readRows(name, file, metadata, layout, at, end);
      yield { ...mapper(rows, at), position: end };
    }
    groupStart = groupEnd;
  }
}

async function readRows(
  name: string,
  file: AsyncBuffer,
  metadata: FileMetaData,
  layout: ParquetLayout,
  rowStart: number,
  rowEnd: number,
): Promise<Record<string, unknown>[]> {
  const { embedding, id, geometry, lonLat, thumb, columns } = layout;
  const wanted = [embedding, id, geometry, thumb, ...(lonLat ?? []), ...columns.map((c) => c.name)];
  return parquetReadObjects({
    file,
    metadata,
    compressors,
    columns: [...new Set(wanted.filter((column) => column !== undefined))],
    rowStart,
    rowEnd,
    // Thumbnails and geometries are no text; a group without an index of its pages is read as a whole.
    utf8: false,
    geoparquet: false,
    useOffsetIndex: true,
  }).catch((cause: unknown) => {
    throw invalid(name, `cannot be read from row ${rowStart + 1} on`, cause);
  });
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? (value as ArrayLike<number>).length
    : 0;
}

function invalid(name: string, what: string, cause?: unknown): AppError {
  const why = cause instanceof Error ? ` (${cause.message.split('\n')[0]})` : '';
  return new AppError(
    'file-invalid',
    `${name} ${what}${why}.`,
    'Give Parquet or GeoParquet with a column of embeddings, a list of numbers a row.',
    { cause },
  );
}

import { momentOf } from '@/lib/collection/request';
import type { Box, CollectionColumn, ColumnType, ColumnValue } from '@/lib/collection/types';
import type { ParquetLayout } from './schema';
import type { Batch } from './types';
import { boxOfWkb, wkbOf } from './wkb';

/** Rows as they were read, the first of which is row `at` of the file. */
export type RowMapper = (
  rows: readonly Record<string, unknown>[],
  at: number,
) => Pick<Batch, 'rows' | 'leftOut'>;

interface Mapping {
  /** Begins the ids of rows that have none. */
  readonly stem: string;
  readonly layout: ParquetLayout;
  readonly dim: number;
  /** Of the collection. */
  readonly columns: readonly CollectionColumn[];
}

/** What is left out of a collection, and why. */
const NO_EMBEDDING = 'no embedding of the right length';
const NO_NUMBERS = 'an embedding of zeros, or with values that are not numbers';

/** Turns rows of a Parquet file into rows of a table: embeddings normalized, values of the types of its columns. */
export function rowMapper({ stem, layout, dim, columns }: Mapping): RowMapper {
  return (rows, at) => {
    const kept: { row: Record<string, unknown>; id: string }[] = [];
    const vectors = new Float32Array(rows.length * dim);
    const leftOut: Record<string, number> = {};
    rows.forEach((row, i) => {
      const problem = copyNormalized(row[layout.embedding], vectors, kept.length * dim, dim);
      if (problem !== null) {
        leftOut[problem] = (leftOut[problem] ?? 0) + 1;
        return;
      }
      const own = layout.id === undefined ? undefined : textOf(row[layout.id]);
      kept.push({ row, id: own || `${stem}-${at + i}` });
    });
    const places = kept.map(({ row }) => placeOf(row, layout));
    return {
      leftOut,
      rows: {
        ids: kept.map(({ id }) => id),
        vectors: vectors.subarray(0, kept.length * dim),
        boxes: places.map(({ box }) => box),
        geometries: places.map(({ wkb }) => wkb),
        thumbs: kept.map(({ row }) => bytesOf(layout.thumb && row[layout.thumb])),
        details: kept.map(() => null),
        columns: columns.map(({ name, type }) =>
          kept.map(({ row }) => columnValue(row[name], type)),
        ),
      },
    };
  };
}

function copyNormalized(
  value: unknown,
  into: Float32Array,
  at: number,
  dim: number,
): string | null {
  const list = value as ArrayLike<number> | null | undefined;
  if (list?.length !== dim) return NO_EMBEDDING;
  let sum = 0;
  for (let i = 0; i < dim; i++) sum += Number(list[i]) ** 2;
  const norm = Math.sqrt(sum);
  if (!(norm > 0 && Number.isFinite(norm))) return NO_NUMBERS;
  for (let i = 0; i < dim; i++) into[at + i] = Number(list[i]) / norm;
  return null;
}

function placeOf(
  row: Record<string, unknown>,
  { geometry, lonLat }: ParquetLayout,
): { box: Box | null; wkb: Uint8Array | null } {
  if (geometry !== undefined) {
    const wkb = bytesOf(row[geometry]);
    const box = wkb && boxOfWkb(wkb);
    return box ? { box, wkb } : { box: null, wkb: null };
  }
  if (lonLat) {
    const [lon, lat] = [Number(row[lonLat[0]] ?? Number.NaN), Number(row[lonLat[1]] ?? Number.NaN)];
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) {
      const box: Box = [lon, lat, lon, lat];
      return { box, wkb: wkbOf(box) };
    }
  }
  return { box: null, wkb: null };
}

function columnValue(value: unknown, type: ColumnType): ColumnValue | null {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'text':
      return textOf(value) ?? null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'number': {
      const number = Number(value);
      return Number.isFinite(number) ? number : null;
    }
    case 'date': {
      const moment =
        value instanceof Date ? value.getTime() : momentOf(textOf(value) ?? '', 'first');
      return Number.isNaN(moment) ? null : moment;
    }
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null;
}

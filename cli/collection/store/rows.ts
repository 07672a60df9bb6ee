import type { Box, CollectionColumn, CollectionItem, ColumnValue } from '@/lib/collection/types';
import type { Arrow, ArrowField, ArrowTable, ArrowType, ArrowVector } from './lancedb';

/** Rows on their way into a table. Dates are milliseconds since 1970. */
export interface Rows {
  readonly ids: readonly string[];
  /** [rows * dim], normalized. */
  readonly vectors: Float32Array;
  readonly boxes: readonly (Box | null)[];
  /** WKB. */
  readonly geometries: readonly (Uint8Array | null)[];
  readonly thumbs: readonly (Uint8Array | null)[];
  readonly details: readonly (ItemDetails | null)[];
  /** A list for each of the collection's columns, in their order. */
  readonly columns: readonly (readonly (ColumnValue | null)[])[];
}

/** What a gallery says of an item beyond columns. */
export type ItemDetails = Pick<CollectionItem, 'captions' | 'tags' | 'file' | 'width' | 'height'>;

const EDGES = ['west', 'south', 'east', 'north'] as const;

/**
 * Columns of the table for one of a collection. Names from outside are no names in the table: `c0`, `c1` and so on
 * need no quoting, and cannot be mistaken for its own.
 */
export function columnName(index: number): string {
  return `c${index}`;
}

/** Columns that make an item. */
export function itemColumns(columns: readonly CollectionColumn[]): string[] {
  return ['id', ...EDGES, 'has_thumb', 'details', ...columns.map((_, i) => columnName(i))];
}

export function schemaOf(arrow: Arrow, dim: number, columns: readonly CollectionColumn[]) {
  return new arrow.Schema(fieldsOf(arrow, dim, columns).map(({ field }) => field));
}

export function tableOf(
  arrow: Arrow,
  dim: number,
  columns: readonly CollectionColumn[],
  rows: Rows,
): ArrowTable {
  const { Float32, Field, FixedSizeList } = arrow;
  const vectors = arrow.makeData({
    type: new FixedSizeList(dim, new Field('item', new Float32(), true)),
    length: rows.ids.length,
    nullCount: 0,
    child: arrow.makeData({
      type: new Float32(),
      length: rows.vectors.length,
      nullCount: 0,
      data: rows.vectors,
    }),
  });
  const values: Record<string, readonly unknown[]> = {
    id: rows.ids,
    ...Object.fromEntries(
      EDGES.map((edge, i) => [edge, rows.boxes.map((box) => box?.[i] ?? null)]),
    ),
    geometry: rows.geometries,
    thumb: rows.thumbs,
    has_thumb: rows.thumbs.map((thumb) => thumb !== null),
    details: rows.details.map((details) => details && JSON.stringify(details)),
    ...Object.fromEntries(rows.columns.map((list, i) => [columnName(i), list])),
  };
  const fields = fieldsOf(arrow, dim, columns);
  const filled = Object.fromEntries(
    fields.map(({ name, type }): [string, ArrowVector] => [
      name,
      name === 'vector'
        ? arrow.makeVector(vectors)
        : arrow.vectorFromArray(values[name] ?? [], type),
    ]),
  );
  return new arrow.Table(new arrow.Schema(fields.map(({ field }) => field)), filled);
}

function fieldsOf(arrow: Arrow, dim: number, columns: readonly CollectionColumn[]) {
  const { Binary, Bool, Field, FixedSizeList, Float32, Float64, Utf8 } = arrow;
  const typeOf = {
    text: () => new Utf8(),
    number: () => new Float64(),
    date: () => new Float64(),
    boolean: () => new Bool(),
  };
  const vector = new FixedSizeList(dim, new Field('item', new Float32(), true));
  const named: [string, ArrowType][] = [
    ['id', new Utf8()],
    ['vector', vector],
    ...EDGES.map((edge): [string, ArrowType] => [edge, new Float64()]),
    ['geometry', new Binary()],
    ['thumb', new Binary()],
    ['has_thumb', new Bool()],
    ['details', new Utf8()],
    ...columns.map(({ type }, i): [string, ArrowType] => [columnName(i), typeOf[type]()]),
  ];
  return named.map(([name, type]): { name: string; type: ArrowType; field: ArrowField } => ({
    name,
    type,
    field: new Field(name, type, name !== 'id' && name !== 'vector'),
  }));
}

/** The items of an answer of the table that {@link itemColumns} were asked of. */
export function itemsOf(table: ArrowTable, columns: readonly CollectionColumn[]): CollectionItem[] {
  const of = <T>(name: string) => table.getChild<T>(name);
  const ids = of<string>('id');
  const distances = of<number>('_distance');
  const thumbs = of<boolean>('has_thumb');
  const details = of<string>('details');
  const edges = EDGES.map((edge) => of<number>(edge));
  const lists = columns.map((_, i) => of<ColumnValue>(columnName(i)));
  return Array.from({ length: table.numRows }, (_, row) => {
    const box = edges.map((edge) => edge?.get(row) ?? null);
    const text = details?.get(row);
    const distance = distances?.get(row);
    return {
      ...(text ? (JSON.parse(text) as ItemDetails) : {}),
      id: ids?.get(row) ?? '',
      ...(typeof distance === 'number' && { similarity: 1 - distance }),
      ...(box.every((value) => value !== null) && { bbox: box as unknown as Box }),
      thumb: thumbs?.get(row) ?? false,
      columns: Object.fromEntries(
        columns.flatMap(({ name, type }, i) => {
          const value = lists[i]?.get(row) ?? null;
          if (value === null) return [];
          return [[name, type === 'date' ? new Date(value as number).toISOString() : value]];
        }),
      ),
    };
  });
}

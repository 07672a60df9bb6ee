import type { SchemaElement } from 'hyparquet';
import type { CollectionColumn, ColumnType } from '@/lib/collection/types';
import { AppError } from '@/lib/errors/errors';

/** Columns as they were named on the command line. */
export interface ColumnNames {
  readonly id?: string;
  readonly embedding?: string;
  readonly date?: string;
  readonly lon?: string;
  readonly lat?: string;
}

/** What the columns of a Parquet file are taken for. */
export interface ParquetLayout {
  readonly embedding: string;
  readonly id?: string;
  readonly geometry?: string;
  readonly lonLat?: readonly [string, string];
  readonly date?: string;
  readonly thumb?: string;
  readonly columns: readonly CollectionColumn[];
  /** Columns that are of no type that a search can be narrowed by. */
  readonly leftOut: readonly string[];
}

/** Names that publishers of embeddings use, the likeliest first. */
const NAMES = {
  embedding: ['embedding', 'embeddings', 'vector', 'features'],
  id: ['id', 'item_id', 'tile_id', 'chip_id', 'unique_id', 'grid_cell'],
  geometry: ['geometry', 'geom'],
  date: ['datetime', 'date', 'timestamp', 'acquired', 'time'],
  lon: ['lon', 'longitude', 'lng', 'centre_lon', 'center_lon'],
  lat: ['lat', 'latitude', 'centre_lat', 'center_lat'],
  thumb: ['thumbnail', 'thumb', 'preview'],
} as const;

const NUMBERS = ['INT32', 'INT64', 'INT96', 'FLOAT', 'DOUBLE'];

/** Top columns of a file's schema: `list` of numbers, binary, or a {@link ColumnType}; null for what is none of these. */
export type Kind = ColumnType | 'list' | 'binary' | null;

/** @param schema as the file's footer has it: depth first */
export function kindsOf(schema: readonly SchemaElement[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  const [root] = schema;
  let at = 1;
  for (let i = 0; i < (root?.num_children ?? 0); i++) {
    const element = schema[at] as SchemaElement;
    const end = endOf(schema, at);
    const inner = schema.slice(at + 1, end);
    const list =
      element.repetition_type === 'REPEATED' ||
      element.converted_type === 'LIST' ||
      element.logical_type?.type === 'LIST';
    const leaf = inner.length === 0 ? element : inner.at(-1);
    if (list && leaf && scalarKind(leaf) === 'number') kinds.set(element.name, 'list');
    else kinds.set(element.name, inner.length === 0 && !list ? scalarKind(element) : null);
    at = end;
  }
  return kinds;
}

function endOf(schema: readonly SchemaElement[], at: number): number {
  let end = at + 1;
  for (let i = 0; i < (schema[at]?.num_children ?? 0); i++) end = endOf(schema, end);
  return end;
}

function scalarKind({ type, converted_type, logical_type }: SchemaElement): Kind {
  const logical = logical_type?.type;
  if (type === 'BOOLEAN') return 'boolean';
  if (logical === 'FLOAT16') return 'number';
  if (converted_type === 'DATE' || converted_type?.startsWith('TIMESTAMP')) return 'date';
  if (logical === 'DATE' || logical === 'TIMESTAMP' || type === 'INT96') return 'date';
  if (converted_type === 'UTF8' || logical === 'STRING' || converted_type === 'ENUM') return 'text';
  if (converted_type === 'DECIMAL' || logical === 'DECIMAL') return 'number';
  if (type !== undefined && NUMBERS.includes(type)) return 'number';
  return type === 'BYTE_ARRAY' ? 'binary' : null;
}

/**
 * Finds what each column is, by the names that were given, else by those that are usual.
 * @param geometry name by the file's GeoParquet metadata
 * @throws AppError file-invalid
 */
export function layoutOf(
  file: string,
  kinds: ReadonlyMap<string, Kind>,
  named: ColumnNames,
  geometry: string | undefined,
): ParquetLayout {
  const there = [...kinds.keys()];
  const find = (what: keyof typeof NAMES, wanted: readonly Kind[], given?: string) => {
    if (given !== undefined) {
      if (wanted.includes(kinds.get(given) ?? null)) return given;
      throw new AppError(
        'file-invalid',
        `${file} has no column "${given}" that could be its ${what}.`,
        `Its columns are ${there.join(', ')}.`,
      );
    }
    const names: readonly string[] = NAMES[what];
    const usual = names.flatMap((name) => there.filter((one) => one.toLowerCase() === name));
    return usual.find((name) => wanted.includes(kinds.get(name) ?? null));
  };
  const lists = there.filter((name) => kinds.get(name) === 'list');
  const embedding =
    find('embedding', ['list'], named.embedding) ?? (lists.length === 1 ? lists[0] : undefined);
  if (embedding === undefined) {
    throw new AppError(
      'file-invalid',
      `${file} has no column of embeddings, or several that could be it: ${lists.join(', ') || there.join(', ')}.`,
      'Name it with --embedding; it must be a list of numbers.',
    );
  }
  const id = find('id', ['text', 'number'], named.id);
  const place = geometry ?? find('geometry', ['binary']);
  const [lon, lat] = [find('lon', ['number'], named.lon), find('lat', ['number'], named.lat)];
  const date = find('date', ['date', 'text'], named.date);
  const thumb = find('thumb', ['binary']);
  const taken = [embedding, id, place, thumb];
  const columns: CollectionColumn[] = [];
  const leftOut: string[] = [];
  for (const [name, kind] of kinds) {
    if (taken.includes(name)) continue;
    if (name === date) columns.push({ name, type: 'date' });
    else if (kind === null || kind === 'list' || kind === 'binary') leftOut.push(name);
    else columns.push({ name, type: kind });
  }
  return {
    embedding,
    ...(id !== undefined && { id }),
    ...(place !== undefined && { geometry: place }),
    ...(place === undefined && lon !== undefined && lat !== undefined && { lonLat: [lon, lat] }),
    ...(date !== undefined && { date }),
    ...(thumb !== undefined && { thumb }),
    columns,
    leftOut,
  };
}

import { AppError } from '@/lib/errors/errors';
import { JsonReader } from '@/lib/json/reader';
import {
  type Box,
  type CollectionColumn,
  type CollectionFilter,
  type CollectionInfo,
  type CollectionSearch,
  type ColumnFilter,
  type ColumnType,
  type ColumnValue,
  LIMITS,
} from './types';

type Searched = Pick<
  CollectionInfo,
  'id' | 'dim' | 'columns' | 'date' | 'bbox' | 'model' | 'modelSha256'
>;

/**
 * Reads the body of a search.
 * @param json `{embedding, k, filter?, modelSha256?}`, parsed
 * @throws AppError parameter-invalid, naming the first field that is wrong | model-mismatch
 */
export function parseSearch(json: unknown, collection: Searched): CollectionSearch {
  const at = new JsonReader(
    json,
    '',
    (what) =>
      new AppError(
        'parameter-invalid',
        `The search cannot be made: ${what}.`,
        'See /api/openapi.json for what it may hold.',
      ),
  );
  known(at, ['embedding', 'k', 'filter', 'modelSha256']);
  const model = at.optional('modelSha256')?.string();
  if (model !== undefined && model !== collection.modelSha256) {
    throw new AppError(
      'model-mismatch',
      `The collection "${collection.id}" was embedded by another version of the model or by another model.`,
      `Embed the query with "${collection.model}", as the site has it.`,
    );
  }
  const embedding = Float32Array.from(at.field('embedding').numbers(collection.dim));
  const norm = Math.hypot(...embedding);
  if (!(norm > 0 && Number.isFinite(norm))) {
    at.field('embedding').fail('must have a length above zero that float32 can hold');
  }
  const k = at.optional('k')?.whole(1) ?? 10;
  if (k > LIMITS.k) at.field('k').fail(`must be at most ${LIMITS.k}`);
  const filter = at.optional('filter');
  return { embedding, k, filter: filter ? readFilter(filter, collection) : {} };
}

function readFilter(at: JsonReader, collection: Searched): CollectionFilter {
  known(at, ['bbox', 'from', 'to', 'columns']);
  const [bbox, from, to, columns] = [
    at.optional('bbox'),
    at.optional('from'),
    at.optional('to'),
    at.optional('columns'),
  ];
  if (bbox && !collection.bbox) bbox.fail('asks for a place, and these items have no footprints');
  for (const bound of [from, to]) {
    if (bound && !collection.date) bound.fail('asks for a date, and these items have none');
  }
  return {
    ...(bbox && { bbox: readBox(bbox) }),
    ...(from && { from: readDate(from) }),
    ...(to && { to: readDate(to) }),
    ...(columns && { columns: readColumns(columns, collection.columns) }),
  };
}

/** @throws what `at` throws where it is no box in degrees */
export function readBox(at: JsonReader): Box {
  const [west, south, east, north] = at.numbers(4) as [number, number, number, number];
  if (Math.abs(west) > 180 || Math.abs(east) > 180)
    at.fail('must have longitudes from -180 to 180');
  if (south < -90 || north > 90 || south > north) {
    at.fail('must have latitudes from -90 to 90, the southern first');
  }
  return [west, south, east, north];
}

function readColumns(
  at: JsonReader,
  columns: readonly CollectionColumn[],
): Record<string, ColumnFilter> {
  const names = at.keys();
  if (names.length > LIMITS.filterColumns) {
    at.fail(`must name at most ${LIMITS.filterColumns} columns`);
  }
  return Object.fromEntries(
    names.map((name) => {
      const column = columns.find((known) => known.name === name);
      if (!column) {
        const there = columns.map((known) => known.name).join(', ') || 'none';
        at.fail(`names a column that is not there; these are: ${there}`);
      }
      return [name, readColumn(at.field(name), column.type)];
    }),
  );
}

function readColumn(at: JsonReader, type: ColumnType): ColumnFilter {
  if (typeof at.value !== 'object' || at.value === null) return readValue(at, type);
  known(at, ['in', 'min', 'max']);
  const among = at.optional('in');
  if (among) {
    const values = among.list();
    if (values.length === 0 || values.length > LIMITS.values) {
      among.fail(`must hold 1 to ${LIMITS.values} values`);
    }
    return { in: values.map((value) => readValue(value, type)) };
  }
  if (type !== 'number' && type !== 'date') at.fail(`must be a value or {"in": [...]}`);
  const bound = (name: string) => {
    const value = at.optional(name);
    return value && (readValue(value, type) as number | string);
  };
  const [min, max] = [bound('min'), bound('max')];
  if (min === undefined && max === undefined) at.fail('must have a min or a max');
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function readValue(at: JsonReader, type: ColumnType): ColumnValue {
  switch (type) {
    case 'number':
      return at.number();
    case 'boolean':
      return at.boolean();
    case 'date':
      return readDate(at);
    case 'text': {
      const text = at.string();
      if (text.length > LIMITS.text) at.fail(`must have at most ${LIMITS.text} characters`);
      return text;
    }
  }
}

/** @throws what `at` throws where it is no day or moment, ISO 8601 */
export function readDate(at: JsonReader): string {
  const text = at.string();
  if (Number.isNaN(momentOf(text, 'first'))) {
    at.fail('must be a date such as "2024-05-31" or "2024-05-31T12:00:00Z"');
  }
  return text;
}

/**
 * Milliseconds since 1970 of a date or moment, ISO 8601; of a day without an hour its first or its last. NaN where
 * the text is none.
 */
export function momentOf(text: string, end: 'first' | 'last'): number {
  const match = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(
    text,
  );
  if (!match) return Number.NaN;
  const moment = Date.parse(match[2] ? text : `${text}T00:00:00Z`);
  // Date.parse takes the 31st of June for the 1st of July.
  const day = new Date(`${match[1]}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== match[1]) return Number.NaN;
  return !match[2] && end === 'last' ? moment + 86_400_000 - 1 : moment;
}

/** A misspelled field would else be a filter that is silently not applied. */
function known(at: JsonReader, names: readonly string[]): void {
  const other = at.keys().find((name) => !names.includes(name));
  if (other !== undefined) {
    at.fail(
      `has a field that is not known, "${other.slice(0, 40)}"; it may have ${names.join(', ')}`,
    );
  }
}

import { momentOf } from '@/lib/collection/request';
import type {
  Box,
  CollectionFilter,
  CollectionInfo,
  ColumnFilter,
  ColumnType,
  ColumnValue,
} from '@/lib/collection/types';
import { columnName } from './rows';

/**
 * A filter as LanceDB's condition; null where there is none. Only numbers, booleans and quoted texts of it get there,
 * and names that are ours.
 */
export function whereOf(
  filter: CollectionFilter,
  { columns, date }: Pick<CollectionInfo, 'columns' | 'date'>,
): string | null {
  const indexOf = (name: string) => columns.findIndex((column) => column.name === name);
  const parts: string[] = [];
  if (filter.bbox) parts.push(...touching(filter.bbox));
  if (date !== undefined) {
    const name = columnName(indexOf(date));
    if (filter.from) parts.push(`${name} >= ${momentOf(filter.from, 'first')}`);
    if (filter.to) parts.push(`${name} <= ${momentOf(filter.to, 'last')}`);
  }
  for (const [name, wanted] of Object.entries(filter.columns ?? {})) {
    const index = indexOf(name);
    const column = columns[index];
    if (column) parts.push(comparison(columnName(index), column.type, wanted));
  }
  return parts.length > 0 ? parts.join(' AND ') : null;
}

export function idIs(id: string): string {
  return `id = ${quoted(id)}`;
}

function touching([west, south, east, north]: Box): string[] {
  const latitudes = [`south <= ${real(north)}`, `north >= ${real(south)}`];
  // A box may cross 180°, and so may a footprint: its west is then greater than its east.
  const crossing = west > east;
  const plain = `west <= ${real(east)} ${crossing ? 'OR' : 'AND'} east >= ${real(west)}`;
  const wrapped = `west > east AND ${crossing ? 'true' : `(west <= ${real(east)} OR east >= ${real(west)})`}`;
  return [...latitudes, `((west <= east AND (${plain})) OR (${wrapped}))`];
}

function comparison(name: string, type: ColumnType, wanted: ColumnFilter): string {
  if (typeof wanted !== 'object') return oneOf(name, type, [wanted]);
  if ('in' in wanted) return oneOf(name, type, wanted.in);
  const parts: string[] = [];
  if (wanted.min !== undefined) parts.push(`${name} >= ${bound(wanted.min, 'first')}`);
  if (wanted.max !== undefined) parts.push(`${name} <= ${bound(wanted.max, 'last')}`);
  return parts.join(' AND ');
}

/** A day stands for all of its moments. */
function oneOf(name: string, type: ColumnType, values: readonly ColumnValue[]): string {
  if (type !== 'date') return `${name} IN (${values.map(literal).join(', ')})`;
  const days = values.map(
    (value) =>
      `(${name} >= ${bound(String(value), 'first')} AND ${name} <= ${bound(String(value), 'last')})`,
  );
  return `(${days.join(' OR ')})`;
}

function bound(value: number | string, end: 'first' | 'last'): string {
  return typeof value === 'number' ? real(value) : String(momentOf(value, end));
}

function literal(value: ColumnValue): string {
  if (typeof value === 'number') return real(value);
  return typeof value === 'boolean' ? String(value) : quoted(value);
}

/** A decimal point makes it a float for SQL, as the columns are. */
function real(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** SQL has one escape within quotes: the quote twice. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

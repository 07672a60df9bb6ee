import { AppError, type ErrorReport } from '@/lib/errors/errors';
import { type ColumnChoice, isRange } from '@/lib/narrowing/columns';
import { momentOf } from './request';
import type { CollectionColumn, ColumnFilter, ColumnType, ColumnValue } from './types';

/** Columns that an error's advice names at most. */
const NAMED = 12;

/**
 * What was chosen, as a request has it: by column, with values of the columns' types.
 *
 * @param where each column once
 * @param columns of the collection; none where it is a gallery of files
 * @throws AppError parameter-invalid where there is no such column, or a value is of another type
 */
export function columnFilters(
  where: readonly ColumnChoice[],
  columns: readonly CollectionColumn[],
): Record<string, ColumnFilter> {
  return Object.fromEntries(
    where.map((choice) => {
      const column = columns.find(({ name }) => name === choice.column);
      if (!column) throw unknownColumn(choice.column, columns);
      return [column.name, filterOf(choice, column)];
    }),
  );
}

/** Why what was chosen cannot be asked for; null where it can. */
export function columnProblem(
  where: readonly ColumnChoice[],
  columns: readonly CollectionColumn[],
): ErrorReport | null {
  try {
    columnFilters(where, columns);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.toReport();
    throw error;
  }
}

function filterOf(choice: ColumnChoice, { name, type }: CollectionColumn): ColumnFilter {
  if (!isRange(choice)) return { in: choice.values.map((text) => typed(text, name, type)) };
  if (type !== 'number' && type !== 'date') {
    throw invalid(name, `it holds ${NAMES[type]}, which have no range`);
  }
  const end = (text: string | null) =>
    text === null ? undefined : (typed(text, name, type) as number | string);
  const [min, max] = [end(choice.from), end(choice.to)];
  if (min !== undefined && max !== undefined && isAbove(min, max)) {
    throw invalid(name, `${choice.from} is above ${choice.to}`);
  }
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function isAbove(min: number | string, max: number | string): boolean {
  if (typeof min === 'number' && typeof max === 'number') return min > max;
  return momentOf(String(min), 'first') > momentOf(String(max), 'last');
}

const NAMES: Readonly<Record<ColumnType, string>> = {
  text: 'texts',
  number: 'numbers',
  boolean: 'true or false',
  date: 'dates such as 2024-05-31',
};

function typed(text: string, name: string, type: ColumnType): ColumnValue {
  switch (type) {
    case 'text':
      return text;
    case 'number':
      if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) && Number.isFinite(Number(text))) {
        return Number(text);
      }
      break;
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      break;
    case 'date':
      if (!Number.isNaN(momentOf(text, 'first'))) return text;
  }
  throw invalid(name, `it holds ${NAMES[type]}, and "${clip(text)}" is none of these`);
}

function invalid(name: string, why: string): AppError {
  return new AppError(
    'parameter-invalid',
    `The filter by "${clip(name)}" is not understood: ${why}.`,
    'Remove this filter, or choose it again with the button "Filters".',
  );
}

function unknownColumn(name: string, columns: readonly CollectionColumn[]): AppError {
  const there = columns.slice(0, NAMED).map((column) => `"${clip(column.name)}"`);
  const more = columns.length > NAMED ? ' and others' : '';
  return new AppError(
    'parameter-invalid',
    `There is no column "${clip(name)}" here to filter by.`,
    there.length > 0
      ? `Remove this filter. There are ${there.join(', ')}${more}.`
      : 'Remove this filter: only collections behind a server have columns.',
  );
}

/** Short enough to be shown. */
function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

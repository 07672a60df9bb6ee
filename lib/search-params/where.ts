import { createParser } from 'nuqs/server';
import { LIMITS } from '@/lib/collection/types';
import { type ColumnChoice, isRange } from '@/lib/narrowing/columns';

/** Characters of the parameter: with all others an address stays below the 8 KB that servers take. */
export const WHERE_LENGTH_MAX = 4000;

/** Characters that part the parameter; before one of them that is part of a name or a value stands {@link ESCAPE}. */
const PARTING = /[~:;,]/g;
const ESCAPE = '~';
/** A dot that could be taken for half of the two of a range. */
const DOT = /^\.|\.$|\.(?=\.)|(?<=\.)\./g;

/**
 * Filters by columns of a collection: `cloud:0..20;sensor:S2A,S2B;seen:2024-05-01..;clear:true`. A choice a column,
 * parted by `;`: its name, `:`, then values parted by `,` or a range `from..to` of which one end may be missing. `~`
 * before a character takes it as it is. Which columns there are, and of which types, is the collection's to say.
 * Anything else is not read, not even in part: a filter that is left out would show more than was asked for.
 */
export const parseAsWhere = createParser<readonly ColumnChoice[]>({
  parse: (raw) => whereOf(raw),
  serialize: (where) => where.map(printed).join(';'),
  eq: (a, b) => a.map(printed).join(';') === b.map(printed).join(';'),
}).withDefault([]);

/** Whether an address can hold these filters. */
export function fitsAddress(where: readonly ColumnChoice[]): boolean {
  return where.length === 0 || whereOf(where.map(printed).join(';')) !== null;
}

function printed(choice: ColumnChoice): string {
  const { column } = choice;
  const rest = isRange(choice)
    ? `${escaped(choice.from ?? '')}..${escaped(choice.to ?? '')}`
    : choice.values.map(escaped).join(',');
  return `${escaped(column)}:${rest}`;
}

function escaped(text: string): string {
  return text.replace(PARTING, `${ESCAPE}$&`).replace(DOT, `${ESCAPE}$&`);
}

function whereOf(raw: string): readonly ColumnChoice[] | null {
  if (raw.length > WHERE_LENGTH_MAX) return null;
  const pieces = piecesOf(raw);
  if (pieces === null) return null;
  const where: ColumnChoice[] = [];
  for (const part of partedBy(pieces, ';')) {
    const choice = choiceOf(part);
    if (choice === null || where.some(({ column }) => column === choice.column)) return null;
    where.push(choice);
  }
  return where.length <= LIMITS.filterColumns ? where : null;
}

function choiceOf(pieces: readonly Piece[]): ColumnChoice | null {
  const [name, rest, ...more] = partedBy(pieces, ':');
  const column = textOf(name);
  if (column === null || rest === undefined || more.length > 0) return null;
  if (rest.some(({ parts }) => parts === '..')) {
    const ends = partedBy(rest, '..');
    const texts = ends.map((end) => (end.length === 0 ? '' : textOf(end)));
    const [from, to] = texts;
    if (texts.length !== 2 || typeof from !== 'string' || typeof to !== 'string') return null;
    return from === '' && to === '' ? null : { column, from: from || null, to: to || null };
  }
  const values = partedBy(rest, ',').map(textOf);
  if (values.length > LIMITS.values) return null;
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? { column, values: [...new Set(known)] } : null;
}

/** A stretch of characters that stand for themselves, or what parts two of them. */
type Piece =
  | { readonly text: string; readonly parts?: never }
  | { readonly parts: string; readonly text?: never };

/** Null where an escape stands at the end. */
function piecesOf(raw: string): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const [found] of raw.matchAll(/~.|\.\.|[:;,~]|[^~:;,.]+|\./gsu)) {
    if (found === ESCAPE) return null;
    if (found === '..' || /^[:;,]$/.test(found)) pieces.push({ parts: found });
    else pieces.push({ text: found.startsWith(ESCAPE) ? found.slice(1) : found });
  }
  return pieces;
}

function partedBy(pieces: readonly Piece[], by: string): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.parts === by) parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
}

/** A name or a value of 1 to LIMITS.text characters; null where it is none. */
function textOf(pieces: readonly Piece[] = []): string | null {
  if (pieces.some(({ parts }) => parts !== undefined)) return null;
  const text = pieces.map((piece) => piece.text).join('');
  return text.length > 0 && text.length <= LIMITS.text ? text : null;
}

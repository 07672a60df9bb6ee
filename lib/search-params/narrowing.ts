import { createParser, parseAsStringLiteral } from 'nuqs/server';
import type { Box } from '@/lib/narrowing/box';
import { SORTS } from '@/lib/narrowing/order';
import { parseAsListOf } from './ingredients';
import { parseAsFlag, parseAsItemId } from './parsers';
import { parseAsWhere } from './where';

/** Values of a facet that are chosen at most, and characters of one. */
export const CHOSEN_MAX = 20;
export const FACET_LENGTH_MAX = 200;

/** Px that a picture's sides may be asked to have. */
export const SIZE_MAX = 100_000;

/** Whether the gallery has the value is the page's to say. */
const parseAsValues = parseAsListOf(
  createParser<string>({
    parse: (raw) => (raw !== '' && raw.length <= FACET_LENGTH_MAX ? raw : null),
    serialize: String,
  }),
  CHOSEN_MAX,
);

/** A day that exists, `2024-05-31`. */
const parseAsDay = createParser<string>({
  parse: (raw) => {
    if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(raw)) return null;
    const day = new Date(`${raw}T00:00:00Z`);
    return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(raw) ? null : raw;
  },
  serialize: String,
});

const parseAsSize = createParser<number>({
  parse: (raw) => {
    const size = /^\d{1,6}$/.test(raw) ? Number(raw) : 0;
    return size >= 1 && size <= SIZE_MAX ? size : null;
  },
  serialize: String,
});

/** Decimals of a degree: six are a decimetre. */
const DECIMALS = 6;

/** `west,south,east,north` in degrees; west may be greater than east, over 180°. */
const parseAsBox = createParser<Box>({
  parse: (raw) => {
    const parts = raw.split(',');
    if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(\.\d{1,9})?$/.test(part)))
      return null;
    return asBox(parts.map(Number));
  },
  serialize: (box) => box.map((degree) => String(Number(degree.toFixed(DECIMALS)))).join(','),
  eq: (a, b) => a.every((degree, i) => degree === b[i]),
});

/** Four numbers as a box in degrees; null where they are none. */
export function asBox([west, south, east, north]: readonly number[]): Box | null {
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return null;
  const isBox =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north;
  return isBox ? [west, south, east, north] : null;
}

/** A box as an address holds it, with all that lies in it: its edges are moved outwards. */
export function roundedBox([west, south, east, north]: Box): Box {
  const factor = 10 ** DECIMALS;
  const down = (degree: number) => Math.floor(degree * factor + 1e-6) / factor;
  const up = (degree: number) => Math.ceil(degree * factor - 1e-6) / factor;
  return [
    Math.max(-180, down(west)),
    Math.max(-90, down(south)),
    Math.min(180, up(east)),
    Math.min(90, up(north)),
  ];
}

/** Which of the items are shown. */
export const filterParsers = {
  category: parseAsValues,
  tag: parseAsValues,
  folder: parseAsValues,
  where: parseAsWhere,
  from: parseAsDay,
  to: parseAsDay,
  size: parseAsSize,
  bbox: parseAsBox,
};

/**
 * Which of the items are shown and in which order. `fold`: near-duplicates as one card; `stack`: the item of which the
 * duplicates are shown all the same.
 */
export const narrowingParsers = {
  ...filterParsers,
  sort: parseAsStringLiteral(SORTS).withDefault('similarity'),
  fold: parseAsFlag.withDefault(true),
  stack: parseAsItemId,
};

const CHOOSE = 'Choose it with the button "Filters".';

export const filterAdvice = {
  category: CHOOSE,
  tag: CHOOSE,
  folder: CHOOSE,
  where: `${CHOOSE} Or write it as in cloud:0..20;sensor:S2A,S2B.`,
  from: 'Use a day such as 2024-05-31.',
  to: 'Use a day such as 2024-05-31.',
  size: `Use a whole number of pixels from 1 to ${SIZE_MAX}.`,
  bbox: 'Use west,south,east,north in degrees, such as 11.4,48.0,11.8,48.3.',
};

export const narrowingAdvice = {
  ...filterAdvice,
  sort: `Use one of these: ${SORTS.join(', ')}.`,
  fold: 'Use true or false.',
};

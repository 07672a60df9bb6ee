import { createParser, parseAsStringLiteral } from 'nuqs/server';
import { parseAsListOf } from './ingredients';
import { parseAsBox, parseAsFlag, parseAsItemId } from './parsers';

/** Values of a facet that are chosen at most, and characters of one. */
export const CHOSEN_MAX = 20;
export const FACET_LENGTH_MAX = 200;

export const SORTS = ['similarity', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** Whether the gallery has the value is the page's to say. */
const parseAsValues = parseAsListOf(
  createParser<string>({
    parse: (raw) => (raw !== '' && raw.length <= FACET_LENGTH_MAX ? raw : null),
    serialize: String,
  }),
  CHOSEN_MAX,
);

/**
 * Which of the items are shown and in which order. `bbox`: those that lie there; `fold`: near-duplicates as one card; `stack`: the item of which the
 * duplicates are shown all the same.
 */
export const narrowingParsers = {
  category: parseAsValues,
  tag: parseAsValues,
  folder: parseAsValues,
  bbox: parseAsBox,
  sort: parseAsStringLiteral(SORTS).withDefault('similarity'),
  fold: parseAsFlag.withDefault(true),
  stack: parseAsItemId,
};

const CHOOSE = 'Choose it with the button "Filters".';

export const narrowingAdvice = {
  category: CHOOSE,
  tag: CHOOSE,
  folder: CHOOSE,
  bbox: 'Use west, south, east and north in degrees, such as 11.5,48.1,11.6,48.2.',
  sort: `Use ${SORTS.join(' or ')}.`,
  fold: 'Use true or false.',
};

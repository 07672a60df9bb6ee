import { createParser, parseAsStringLiteral } from 'nuqs/server';
import { parseAsListOf } from './ingredients';
import { parseAsFlag, parseAsItemId } from './parsers';

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
 * Which of the items are shown and in which order. `fold`: near-duplicates as one card; `stack`: the item of which the
 * duplicates are shown all the same.
 */
export const narrowingParsers = {
  category: parseAsValues,
  tag: parseAsValues,
  folder: parseAsValues,
  sort: parseAsStringLiteral(SORTS).withDefault('similarity'),
  fold: parseAsFlag.withDefault(true),
  stack: parseAsItemId,
};

const CHOOSE = 'Choose it with the button "Filters".';

export const narrowingAdvice = {
  category: CHOOSE,
  tag: CHOOSE,
  folder: CHOOSE,
  sort: `Use ${SORTS.join(' or ')}.`,
  fold: 'Use true or false.',
};

import { createMultiParser, createParser, type SingleParser } from 'nuqs/server';
import { parseAsEncodedEmbedding, parseAsItemId } from './parsers';

/** Most ingredients of one kind in a query; a link stays short enough for every browser. */
export const INGREDIENTS_MAX = { minus: 8, e: 4, like: 60, unlike: 60 } as const;
/** Weight of an ingredient: its least and most magnitude; below zero it is moved away from. */
export const WEIGHT_MIN = 0.1;
export const WEIGHT_MAX = 2;
/** Characters of words to move away from. */
export const MINUS_LENGTH_MAX = 500;

/** Words to move away from. */
export const parseAsMinus = parseAsListOf(
  createParser<string>({
    parse: (raw) => (raw.trim() !== '' && raw.length <= MINUS_LENGTH_MAX ? raw : null),
    serialize: String,
  }),
  INGREDIENTS_MAX.minus,
);

/** Ids of items; whether the gallery has them is the engine's to say. */
export const parseAsItemIds = parseAsListOf(parseAsItemId, INGREDIENTS_MAX.like);

/** Query embeddings; broken ones stay, as in {@link parseAsEncodedEmbedding}. */
export const parseAsEmbeddings = parseAsListOf(parseAsEncodedEmbedding, INGREDIENTS_MAX.e);

/** Weights in the order of the ingredients, 2 decimals, separated by commas; what is missing is 1. */
export const parseAsWeights = createParser<readonly number[]>({
  parse: (raw) => {
    const weights = raw.split(',').map((part) => (part === '' ? 1 : Number(part)));
    const most = Object.values(INGREDIENTS_MAX).reduce((sum, one) => sum + one, 1);
    return weights.length <= most && weights.every(isWeight) ? weights : null;
  },
  serialize: (weights) => weights.map((weight) => String(Number(weight.toFixed(2)))).join(','),
  eq: (a, b) => a.length === b.length && a.every((weight, i) => weight === b[i]),
});

function isWeight(weight: number): boolean {
  return Math.abs(weight) >= WEIGHT_MIN && Math.abs(weight) <= WEIGHT_MAX;
}

/** A parameter that may stand several times; those that are not understood are left out, those past `most` as well. */
export function parseAsListOf<T>(item: SingleParser<T>, most: number) {
  return createMultiParser<readonly T[]>({
    parse: (raws) => {
      const values = raws.flatMap((raw) => {
        const value = item.parse(raw);
        return value === null ? [] : [value];
      });
      return values.length > 0 ? values.slice(0, most) : null;
    },
    serialize: (values) => values.map((value) => item.serialize?.(value) ?? String(value)),
    eq: (a, b) => a.length === b.length && a.every((value, i) => value === b[i]),
  }).withDefault([]);
}

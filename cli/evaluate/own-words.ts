import { readFileSync } from 'node:fs';
import { AppError } from '@/lib/errors/errors';
import { cosinesWith, type Rows, rowOf } from '@/lib/evaluation/rows';
import { precisionAtK } from '@/lib/metrics/retrieval';
import type { Embedded } from './embedded';
import type { OwnWordsFigures } from './report';

/** A query as a user would word it, with the categories that answer it. */
export interface OwnWordsQuery {
  readonly query: string;
  readonly categories: readonly string[];
  /** Whether all of its words occur in RSICD's captions. */
  readonly half: 'inside' | 'outside';
  readonly misspelt?: boolean;
}

/** @throws AppError file-missing | file-invalid */
export function readOwnWords(path: string): OwnWordsQuery[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const advice = 'Give a file of queries by --own-words, or leave it out.';
    throw new AppError('file-missing', `The queries ${path} cannot be read.`, advice, { cause });
  }
  try {
    const { queries } = JSON.parse(text) as { queries?: unknown };
    if (Array.isArray(queries) && queries.every(isQuery)) return queries;
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw new AppError(
    'file-invalid',
    `${path} is not a file of queries.`,
    'It looks like this: {"queries": [{"query": "…", "categories": ["…"], "half": "inside"}]}',
  );
}

function isQuery(value: unknown): value is OwnWordsQuery {
  if (typeof value !== 'object' || value === null) return false;
  const { query, categories, half } = value as Record<string, unknown>;
  const named = Array.isArray(categories) && categories.length > 0;
  return typeof query === 'string' && named && (half === 'inside' || half === 'outside');
}

/** Queries for which the data has at least one right image; precision means nothing for others. */
export function answerable(queries: readonly OwnWordsQuery[], data: Embedded): OwnWordsQuery[] {
  const there = new Set(
    data.categoryOfItem.map((c) => (c === undefined ? undefined : data.categories[c])),
  );
  return queries.filter(({ categories }) => categories.some((category) => there.has(category)));
}

/**
 * precision@10 by category, each query by itself and the mean over each half.
 * @param embeddings text embeddings of the queries, in their order
 */
export function ownWordsFigures(
  queries: readonly OwnWordsQuery[],
  embeddings: Rows,
  data: Embedded,
  file: string,
): OwnWordsFigures | null {
  if (queries.length === 0) return null;
  const answered = queries.map((query, i) => {
    const wanted = new Set(query.categories.map((category) => data.categories.indexOf(category)));
    const isRight = (item: number): boolean => wanted.has(data.categoryOfItem[item] ?? -2);
    const similarities = cosinesWith(rowOf(embeddings, i), data.images);
    return { ...query, precisionAt10: precisionAtK(similarities, isRight, 10) };
  });
  const meanOf = (which: (query: OwnWordsQuery) => boolean): number | null => {
    const some = answered.filter(which);
    if (some.length === 0) return null;
    return some.reduce((sum, query) => sum + query.precisionAt10, 0) / some.length;
  };
  return {
    inside: meanOf(({ half }) => half === 'inside'),
    outside: meanOf(({ half }) => half === 'outside'),
    misspelt: meanOf(({ misspelt }) => misspelt === true),
    file,
    queries: answered,
  };
}

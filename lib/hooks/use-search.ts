'use client';

import { useQuery } from '@tanstack/react-query';
import type { ImageReading, Narrowing, Query, SearchAnswer } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { useEngineContext } from './provider';
import { readingQuery, searchQuery } from './queries';

export interface SearchState {
  /** Keeps the previous answer of the same gallery while the next is on its way. */
  readonly answer: SearchAnswer | null;
  /** `answer` is of an earlier query or k. */
  readonly stale: boolean;
  readonly pending: boolean;
  readonly error: ErrorReport | null;
}

/**
 * Ranks the gallery by a query.
 *
 * Texts are debounced here: pass the search box's value as it is. A query that is replaced by a newer one is
 * cancelled, in the engine too.
 *
 * @param query null where nothing is asked.
 * @param k Number of results.
 * @param narrowing Which items may answer, and whether copies are folded.
 */
export function useSearch(query: Query | null, k: number, narrowing?: Narrowing): SearchState {
  const { client, config } = useEngineContext();
  const search = useQuery(searchQuery(client, config, query, k, narrowing));
  return {
    answer: (query && search.data) ?? null,
    stale: query !== null && search.isPlaceholderData,
    pending: search.fetchStatus === 'fetching',
    error: query && errorOf(search.error),
  };
}

export interface ReadingState {
  readonly reading: ImageReading | null;
  readonly pending: boolean;
  readonly error: ErrorReport | null;
}

/** Categories and captions of an image, by its embedding; null where there is none yet. */
export function useReading(embedding: Float32Array | null): ReadingState {
  const { client, config } = useEngineContext();
  const reading = useQuery(readingQuery(client, config, embedding));
  return {
    reading: reading.data ?? null,
    pending: reading.fetchStatus === 'fetching',
    error: errorOf(reading.error),
  };
}

/** A cancelled search is not shown as an error. */
function errorOf(error: unknown): ErrorReport | null {
  if (!error) return null;
  const report = reportOf(error);
  return report.code === 'cancelled' ? null : report;
}

'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import type { SearchAnswer } from '@/lib/engine/protocol';
import { useEngineContext } from './provider';
import { keyOf, PASSING } from './queries';

/**
 * Cosines of all items of the gallery with an answer's query, by row; null without an answer, until they are known, and of
 * a collection behind a server. Those of the answer before stay until the next ones are there.
 */
export function useSimilarities(answer: SearchAnswer | null): Float32Array | null {
  const { client, config } = useEngineContext();
  const { model, gallery, revision } = config;
  const { data } = useQuery({
    ...PASSING,
    queryKey: ['similarities', model, gallery, revision, answer && keyOf(answer.embedding)],
    queryFn: answer
      ? async () => {
          await client.open(config);
          return client.similarities(answer.embedding);
        }
      : skipToken,
    placeholderData: keepPreviousData,
  });
  return answer && data && data.length > 0 ? data : null;
}

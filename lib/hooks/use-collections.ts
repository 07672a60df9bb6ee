'use client';

import { useQuery } from '@tanstack/react-query';
import { COLLECTIONS_FILE, readCollections } from '@/lib/collection/list';
import type { CollectionInfo } from '@/lib/collection/types';
import { useEngineContext } from './provider';

/** Answers of the server are believed for so long, ms. */
const FRESH = 60_000;
const NONE: readonly CollectionInfo[] = [];

/**
 * The collections that this site's server searches; none on a host without such a server, or while it is away.
 * @param wanted they are asked for from the first time that this is true
 */
export function useCollections(wanted: boolean): readonly CollectionInfo[] {
  const { base } = useEngineContext().config;
  const { data } = useQuery({
    queryKey: ['collections', base],
    queryFn: async ({ signal }) => {
      const response = await fetch(`${base}/${COLLECTIONS_FILE}`, { signal, cache: 'no-cache' });
      return readCollections(await response.json());
    },
    enabled: wanted,
    staleTime: FRESH,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return data ?? NONE;
}

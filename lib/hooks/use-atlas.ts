'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { computeAtlas } from '@/lib/atlas/compute';
import type { Atlas } from '@/lib/atlas/types';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { isOwn } from '@/lib/own-gallery/id';
import { useEngineContext } from './provider';
import { LOCAL, readingQuery } from './queries';

export interface AtlasState {
  /** null until it has been computed. */
  readonly atlas: Atlas | null;
  /** What the model calls its regions; '' where that is not known yet. */
  readonly names: readonly string[];
  /** Share that has been computed, 0..1. */
  readonly progress: number;
  readonly error: ErrorReport | null;
}

/** The map of the open gallery. That of an own gallery is not kept: what is forgotten must be gone. */
export function useAtlas(): AtlasState {
  const { client, config } = useEngineContext();
  const [progress, setProgress] = useState(0);
  const { model, gallery, revision } = config;
  const { data: atlas = null, error } = useQuery({
    ...LOCAL,
    queryKey: ['atlas', model, gallery, revision],
    queryFn: async ({ signal }) => {
      setProgress(0);
      const opened = await client.open(config);
      const embeddings = await client.embeddings();
      const key = isOwn(gallery) ? null : `${model} ${gallery}`;
      const { dim } = opened.gallery;
      return computeAtlas({ embeddings, dim, key }, setProgress, signal);
    },
  });
  const names = useQueries({
    queries: (atlas?.regions ?? []).map(({ mean }) => ({
      ...readingQuery(client, config, mean),
      gcTime: Number.POSITIVE_INFINITY,
    })),
    combine: (readings) => readings.map(({ data }) => data?.categories[0]?.name ?? ''),
  });
  return { atlas, names, progress, error: error && reportOf(error) };
}

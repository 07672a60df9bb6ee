'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { computeAtlas } from '@/lib/atlas/compute';
import type { Atlas } from '@/lib/atlas/types';
import type { ImageReading } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import { isOwn } from '@/lib/own-gallery/id';
import { useEngineContext } from './provider';
import { LOCAL } from './queries';

export interface AtlasState {
  /** null until it has been computed. */
  readonly atlas: Atlas | null;
  /** What the model calls its regions, each with several names, 0..1 by how well they fit; null where that is not known yet. */
  readonly read: readonly (readonly { readonly name: string; readonly weight: number }[])[] | null;
  /** Share that has been computed, 0..1. */
  readonly progress: number;
  readonly error: ErrorReport | null;
}

/** Probability from which a category names a region. */
const LEAST = 0.05;

function namesIn({ categories }: ImageReading) {
  return categories
    .filter(({ probability }) => probability >= LEAST)
    .map(({ name, probability }) => ({ name, weight: probability }));
}

/**
 * The map of the open gallery. That of an own gallery is not kept: what is forgotten must be gone.
 * @param reading whether the model names its regions
 */
export function useAtlas(reading: boolean): AtlasState {
  const { client, config } = useEngineContext();
  const [progress, setProgress] = useState(0);
  const { model, gallery, revision } = config;
  const { data: atlas = null, error } = useQuery({
    ...LOCAL,
    queryKey: ['atlas', model, gallery, revision],
    queryFn: async ({ signal }) => {
      setProgress(0);
      const opened = await client.open(config);
      const [embeddings, positions] = await Promise.all([client.embeddings(), client.positions()]);
      const key = isOwn(gallery) ? null : `${model} ${gallery}`;
      const { dim } = opened.gallery;
      return computeAtlas({ embeddings, dim, positions, key }, setProgress, signal);
    },
  });
  // All at once: each answer would draw the map anew.
  const { data: read = null } = useQuery({
    ...LOCAL,
    queryKey: ['atlas-names', model, gallery, revision],
    enabled: atlas !== null && reading,
    queryFn: async () => {
      await client.open(config);
      return Promise.all((atlas?.regions ?? []).map(({ mean }) => client.read(mean).then(namesIn)));
    },
  });
  return { atlas, read, progress, error: error && reportOf(error) };
}

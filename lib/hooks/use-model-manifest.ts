'use client';

import { useQuery } from '@tanstack/react-query';
import { parseModelManifest } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { useEngineContext } from './provider';
import { LOCAL } from './queries';

/**
 * The manifest of the model that the URL names, fetched without the engine, so that a new gallery can be made even when
 * the current one cannot be opened. Null until it has arrived.
 * @param wanted whether to fetch it
 */
export function useModelManifest(wanted: boolean): ModelManifest | null {
  const { config } = useEngineContext();
  const { base, model } = config;
  const { data } = useQuery({
    ...LOCAL,
    queryKey: ['model', base, model],
    queryFn: () => fetchModelManifest(base, model),
    enabled: wanted,
  });
  return data ?? null;
}

/** @throws AppError model-invalid */
export async function fetchModelManifest(base: string, id: string): Promise<ModelManifest> {
  const response = await fetch(`${base}/models/${encodeURIComponent(id)}/model.json`);
  return parseModelManifest(await response.json());
}

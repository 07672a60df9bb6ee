import type { EngineConfig } from '@/lib/engine/protocol';
import type { GalleryList } from '@/lib/gallery/types';
import type { SharedState } from '@/lib/search-params';

/**
 * What the engine is asked to open: the URL's word where it has one, else what fits it. A gallery
 * brings its model along and a model its first gallery, so that a link needs to name one of them only.
 */
export function resolveConfig(list: GalleryList, state: SharedState, base: string): EngineConfig {
  const { galleries, models } = list;
  const gallery =
    state.gallery ??
    galleries.find((entry) => entry.model === state.model)?.id ??
    galleries[0]?.id ??
    '';
  const model =
    state.model ??
    galleries.find((entry) => entry.id === gallery)?.model ??
    models[0]?.id ??
    'compact';
  const config = { model, gallery, base, index: state.index ?? 'hnsw' };
  return state.backend ? { ...config, backend: state.backend } : config;
}

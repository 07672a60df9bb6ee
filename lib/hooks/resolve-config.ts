import type { EngineConfig } from '@/lib/engine/protocol';
import type { GalleryList } from '@/lib/gallery/types';
import type { SharedState } from '@/lib/search-params';

/**
 * What the engine is to open: what the URL names, and defaults that fit it. A gallery implies its model and a model
 * its first gallery, so a link needs to name only one of them.
 *
 * @param revision of a gallery that grows while it is searched
 */
export function resolveConfig(
  list: GalleryList,
  state: SharedState,
  base: string,
  revision?: number,
): EngineConfig {
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
  return {
    model,
    gallery,
    base,
    ...(state.index && { index: state.index }),
    ...(revision !== undefined && { revision }),
    ...(state.backend && { backend: state.backend }),
  };
}

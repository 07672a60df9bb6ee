'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { EngineConfig } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { GalleryItem, GalleryList, GalleryManifest } from '@/lib/gallery/types';
import type { ModelManifest } from '@/lib/model/types';
import { imageUrlOf, thumbUrlOf } from './gallery-urls';
import { useEngineContext } from './provider';
import { manifestsQuery } from './queries';

export interface OpenGallery {
  /** null while loading, and where it cannot be opened. */
  readonly gallery: GalleryManifest | null;
  readonly model: ModelManifest | null;
  readonly error: ErrorReport | null;
  readonly list: GalleryList;
  /** What the URL asks for, with the defaults filled in. */
  readonly config: EngineConfig;
  item(id: string): GalleryItem | undefined;
  /** Addresses with the base path. */
  imageUrl(item: GalleryItem): string;
  thumbUrl(item: GalleryItem): string;
}

/** The open gallery and its model. */
export function useGallery(): OpenGallery {
  const { client, config, list } = useEngineContext();
  const { data: latest, error } = useQuery(manifestsQuery(client, config));
  // Drawn in slices: with the first manifests comes most of the page. Never those of another gallery meanwhile.
  const deferred = useDeferredValue(latest);
  const data = deferred === latest ? latest : undefined;
  return useMemo(() => {
    const items = data && itemsOf(data.gallery);
    return {
      gallery: data?.gallery ?? null,
      model: data?.model ?? null,
      error: error && reportOf(error),
      list,
      config,
      item: (id) => items?.get(id),
      imageUrl: (item) => imageUrlOf(config, item),
      thumbUrl: (item) => thumbUrlOf(config, item),
    };
  }, [data, error, list, config]);
}

/** Every card asks: made once a gallery. */
const itemMaps = new WeakMap<GalleryManifest, ReadonlyMap<string, GalleryItem>>();

function itemsOf(gallery: GalleryManifest): ReadonlyMap<string, GalleryItem> {
  const known = itemMaps.get(gallery);
  if (known) return known;
  const items = new Map(gallery.items.map((item) => [item.id, item]));
  itemMaps.set(gallery, items);
  return items;
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { isCollection } from '@/lib/collection/id';
import type { EngineConfig } from '@/lib/engine/protocol';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { GalleryItem, GalleryList, GalleryManifest } from '@/lib/gallery/types';
import type { ModelManifest } from '@/lib/model/types';
import { isOwn } from '@/lib/own-gallery/id';
import { ownThumbs } from '@/lib/own-gallery/thumbs';
import { imageUrlOf, thumbUrlOf } from './gallery-urls';
import { useEngineContext } from './provider';
import { manifestsQuery } from './queries';
import { seenItem } from './seen-items';

export interface OpenGallery {
  /** null while loading, and where it cannot be opened. */
  readonly gallery: GalleryManifest | null;
  readonly model: ModelManifest | null;
  readonly error: ErrorReport | null;
  readonly list: GalleryList;
  /** What the URL asks for, with the defaults filled in. */
  readonly config: EngineConfig;
  /** Whether this site's server searches it, which gets the embedding of each query: known before it is opened. */
  readonly served: boolean;
  item(id: string): GalleryItem | undefined;
  /** Addresses with the base path. */
  imageUrl(item: GalleryItem): string;
  thumbUrl(item: GalleryItem): string;
}

/** The open gallery and its model. */
export function useGallery(): OpenGallery {
  const { client, config, list } = useEngineContext();
  const { data: latest, error } = useQuery(manifestsQuery(client, config));
  // Drawn in slices: with the first manifests comes most of the page. Never those of another gallery meanwhile;
  // an earlier state of the same one, which grows while it is read, stays until the new one is drawn.
  const deferred = useDeferredValue(latest);
  const same =
    deferred?.gallery.id === latest?.gallery.id && deferred?.model.id === latest?.model.id;
  const data = same ? deferred : undefined;
  return useMemo(() => {
    const items = data && itemsOf(data.gallery);
    const own = isOwn(config.gallery);
    return {
      gallery: data?.gallery ?? null,
      model: data?.model ?? null,
      error: error && reportOf(error),
      list,
      config,
      served: isCollection(config.gallery),
      item: (id) => items?.get(id) ?? seenItem(config.gallery, id),
      imageUrl: (item) => (own ? ownThumbs.url(item.id) : imageUrlOf(config, item)),
      thumbUrl: (item) => (own ? ownThumbs.url(item.id) : thumbUrlOf(config, item)),
    };
  }, [data, error, list, config]);
}

/** Made once a gallery, since every card uses it. */
const itemMaps = new WeakMap<GalleryManifest, ReadonlyMap<string, GalleryItem>>();

function itemsOf(gallery: GalleryManifest): ReadonlyMap<string, GalleryItem> {
  const known = itemMaps.get(gallery);
  if (known) return known;
  const items = new Map(gallery.items.map((item) => [item.id, item]));
  itemMaps.set(gallery, items);
  return items;
}

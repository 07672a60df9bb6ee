'use client';

import { usePathname } from 'next/navigation';
import { useCallback } from 'react';
import { useShared } from '@/components/frame/use-shared';
import { useChooseGallery } from '@/components/gallery-menu/use-choose-gallery';
import { useGallery, useGo, useOwnGalleries } from '@/lib/hooks';
import { galleryOf } from '@/lib/own-gallery/id';
import type { Source } from '@/lib/own-gallery/sources/types';
import { toHref } from '@/lib/search-params';

/** Opens pictures as a gallery of one's own, and goes there when the first of them can be searched. */
export function useOpenOwn(): (source: Source | Promise<Source>) => Promise<void> {
  const { open } = useOwnGalleries();
  const { list } = useGallery();
  const choose = useChooseGallery();
  const go = useGo();
  const path = usePathname();
  const { index, backend } = useShared();
  return useCallback(
    async (source) => {
      const opened = await open(source);
      if (opened === null) return;
      const model = opened.model === list.models[0]?.id ? null : opened.model;
      const gallery = galleryOf(opened.id);
      // The words that were asked for are asked of the new gallery: the address changes without a request, which would
      // carry them to the server.
      if (path === '/') choose(gallery, model);
      else await go(toHref('text', { gallery, model, index, backend }));
    },
    [open, list.models, choose, go, path, index, backend],
  );
}

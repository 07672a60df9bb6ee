'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { galleryOf } from '@/lib/own-gallery/id';
import { sharedParsers } from '@/lib/search-params';

const parsers = { ...sharedParsers, item: parseAsString, detail: parseAsString };

/** Goes to the site's own gallery, where the one that is about to be forgotten is open. */
export function useLeaveOwn(): (id: string) => void {
  const [{ gallery }, set] = useQueryStates(parsers, { history: 'push' });
  return useCallback(
    (id) => {
      if (gallery !== galleryOf(id)) return;
      void set({ gallery: null, model: null, item: null, detail: null });
    },
    [gallery, set],
  );
}

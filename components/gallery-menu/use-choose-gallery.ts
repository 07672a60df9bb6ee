'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { sharedParsers } from '@/lib/search-params';

/** An open item belongs to its gallery: it does not follow into another. */
const parsers = { ...sharedParsers, item: parseAsString, detail: parseAsString };

/** Opens a gallery, with its model; null stands for the default. */
export function useChooseGallery(): (gallery: string | null, model: string | null) => void {
  const [, set] = useQueryStates(parsers, { history: 'push' });
  return useCallback(
    (gallery, model) => void set({ gallery, model, item: null, detail: null }),
    [set],
  );
}

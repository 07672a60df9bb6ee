import { useMemo } from 'react';
import type { Narrowing } from '@/lib/engine/protocol';
import { isFiltering } from '@/lib/narrowing/narrowing';
import type { TextState } from '@/lib/search-params';

/** The part of a view's state that says which items are shown and how. */
export type NarrowingState = Pick<
  TextState,
  'category' | 'tag' | 'folder' | 'bbox' | 'sort' | 'fold' | 'stack'
>;

/** What the search is to leave out and to fold; the same object until that changes. */
export function useNarrowing({ category, tag, folder, bbox, fold }: NarrowingState): Narrowing {
  return useMemo(() => {
    const filter = { category, tag, folder, bbox };
    return { fold, ...(isFiltering(filter) && { filter }) };
  }, [category, tag, folder, bbox, fold]);
}

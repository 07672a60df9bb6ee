import { useMemo } from 'react';
import type { Narrowing } from '@/lib/engine/protocol';
import { filterOf, type ItemFilter, isFiltering } from '@/lib/narrowing/narrowing';
import type { TextState } from '@/lib/search-params';

/** The part of a view's state that says which items are shown and how. */
export type NarrowingState = Pick<TextState, keyof ItemFilter | 'sort' | 'fold' | 'stack'>;

/** What filters are chosen, and where the list has them its order and whether it is folded. */
export type FilterState = ItemFilter & Partial<Pick<NarrowingState, 'sort' | 'fold'>>;

/** What the search is to leave out, to fold and to sort by; the same object until that changes. */
export function useNarrowing(state: NarrowingState): Narrowing {
  const { category, tag, folder, where, from, to, size, bbox, fold, sort } = state;
  return useMemo(() => {
    const filter = filterOf({ category, tag, folder, where, from, to, size, bbox });
    return {
      fold,
      ...(isFiltering(filter) && { filter }),
      ...(sort !== 'similarity' && { sort }),
    };
  }, [category, tag, folder, where, from, to, size, bbox, fold, sort]);
}

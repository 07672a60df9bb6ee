import { useQueryStates } from 'nuqs';
import { type SharedState, sharedParsers } from '@/lib/search-params';

/** The part of the URL that every view has, for links from one to another. */
export function useShared(): SharedState {
  return useQueryStates(sharedParsers)[0];
}

'use client';

import { useSyncExternalStore } from 'react';
import { isOwn, ownIdOf } from '@/lib/own-gallery/id';
import { ownLibrary } from './own-library';

/** Counts the states of the gallery that the address names, where it is an own one that changes in this visit. */
export function useOwnRevision(gallery: string | null): number | undefined {
  const { subscribe, revision } = ownLibrary();
  const now = () => (gallery && isOwn(gallery) ? revision(ownIdOf(gallery)) : undefined);
  return useSyncExternalStore(subscribe, now, () => undefined);
}

'use client';

import { useSyncExternalStore } from 'react';
import { ConceptStore } from '@/lib/concepts/concept-store';
import type { Concept } from '@/lib/concepts/types';

let singleton: ConceptStore | undefined;

/** The concepts of this browser. To be called in the browser only. */
export function conceptStore(): ConceptStore {
  if (!singleton) {
    const store = new ConceptStore(localStorage);
    addEventListener('storage', () => store.refresh());
    singleton = store;
  }
  return singleton;
}

const NONE: readonly Concept[] = [];
const nothing = () => () => {};

/** What visitors taught in this browser, for all models. */
export function useConcepts(): readonly Concept[] {
  const inBrowser = typeof localStorage !== 'undefined';
  return useSyncExternalStore(
    inBrowser ? conceptStore().subscribe : nothing,
    inBrowser ? conceptStore().all : () => NONE,
    () => NONE,
  );
}

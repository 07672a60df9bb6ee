'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Narrowing, Query } from '@/lib/engine/protocol';
import type { ErrorReport } from '@/lib/errors/errors';
import { type GalleryManifest, sizeOf } from '@/lib/gallery/types';
import { K_MAX } from '@/lib/search-params';
import { deeper } from './deeper';
import { keepPlace, placeOf } from './list-places';
import { useEngineContext } from './provider';
import { identityOf } from './queries';
import { type SearchState, useSearch } from './use-search';

export interface EndlessState extends SearchState {
  /** Results that may be on show: as many as the address asks for, or all that came after. */
  readonly shown: number;
  /** Asks for more results than there are; null where there are no more. */
  readonly more: (() => void) | null;
  /** What the list answers, for keeping its place; null before it does. */
  readonly about: string | null;
  /** Why there are no more although there should be. */
  readonly problem: ErrorReport | null;
}

/**
 * More of a search than the address asks for, without another address: its first results stay on show until all come.
 * How far it went is kept by entry of the history.
 * @param search the answer with the first `k` results
 */
export function useEndless(
  search: SearchState,
  query: Query | null,
  k: number,
  narrowing: Narrowing,
  gallery: GalleryManifest | null,
): EndlessState {
  const { config } = useEngineContext();
  const about = useMemo(
    () => query && JSON.stringify([config.gallery, config.model, identityOf(query), narrowing]),
    [config, query, narrowing],
  );
  const [asked, setAsked] = useState({ about, depth: 0 });
  const known = useMemo(() => (about === null ? 0 : (placeOf(about)?.depth ?? 0)), [about]);
  const depth = asked.about === about ? Math.max(asked.depth, known) : known;
  const total = gallery?.served ? Math.min(sizeOf(gallery), K_MAX) : gallery ? sizeOf(gallery) : 0;
  const isDeep = depth > k && !search.stale;
  const rest = useSearch(isDeep ? query : null, Math.min(depth, total), narrowing);
  const all = isDeep && rest.answer && !rest.stale ? rest.answer : null;
  const answer = all ?? search.answer;

  const wanted = all ? depth : k;
  const found = answer?.items.length ?? 0;
  const canGrow = found >= wanted && wanted < total && !rest.error;
  const { stale } = search;
  // An older answer that is still on show asks for nothing: it goes on as soon as the new one is there.
  const more = useCallback(() => {
    if (!stale) setAsked({ about, depth: deeper(wanted, total) });
  }, [about, stale, wanted, total]);
  useEffect(() => {
    if (about === null || asked.about !== about || asked.depth === 0) return;
    keepPlace(about, { y: placeOf(about)?.y ?? window.scrollY, depth: asked.depth });
  }, [about, asked]);
  const settled = answer && !search.stale && (!isDeep || all || rest.error);
  return {
    ...search,
    answer,
    shown: wanted,
    more: canGrow ? more : null,
    about: settled ? about : null,
    problem: isDeep ? rest.error : null,
  };
}

'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Narrowing, Query, SearchAnswer } from '@/lib/engine/protocol';
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

/** An answer with more results than the address asks for. */
interface Step {
  readonly about: string | null;
  readonly depth: number;
  readonly answer: SearchAnswer;
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
  const arrived = isDeep && rest.answer && !rest.stale ? rest.answer : null;
  // A step stays on show until the next one is there.
  const [latest, setLatest] = useState<Step | null>(null);
  if (arrived && latest?.answer !== arrived) setLatest({ about, depth, answer: arrived });
  const step = isDeep && latest?.about === about ? latest : null;
  const answer = arrived ?? step?.answer ?? search.answer;

  const wanted = arrived ? depth : (step?.depth ?? k);
  const found = answer?.items.length ?? 0;
  const canGrow = found >= wanted && wanted < total && !rest.error;
  // While something is on its way nothing is asked for.
  const busy = search.stale || (isDeep && !arrived);
  const more = useCallback(() => {
    if (!busy) setAsked({ about, depth: deeper(wanted, total) });
  }, [about, busy, wanted, total]);
  useEffect(() => {
    if (about === null || asked.about !== about || asked.depth === 0) return;
    keepPlace(about, { y: placeOf(about)?.y ?? window.scrollY, depth: asked.depth });
  }, [about, asked]);
  const settled = answer && !search.stale && (!isDeep || arrived || rest.error);
  return {
    ...search,
    answer,
    shown: wanted,
    more: canGrow ? more : null,
    about: settled ? about : null,
    problem: isDeep ? rest.error : null,
  };
}

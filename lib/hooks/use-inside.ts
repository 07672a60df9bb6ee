'use client';

import { useEffect, useRef, useState } from 'react';
import { type ErrorReport, reportOf } from '@/lib/errors/errors';
import type { Inside } from '@/lib/find/types';
import { useEngineContext } from './provider';

/** Interval at which what was found is shown, ms: each time the list is ranked anew. */
const SHOWN_EVERY = 400;

export interface InsideState {
  /** By item; it grows while pictures are being looked into. */
  readonly found: ReadonlyMap<string, Inside>;
  /** Pictures that have been looked into or could not be, of `total`. */
  readonly done: number;
  readonly total: number;
  /** Pictures that could not be looked into. */
  readonly failed: number;
  /** Why the looking ended before its end. */
  readonly error: ErrorReport | null;
}

interface Looked {
  readonly key: string;
  readonly found: Map<string, Inside>;
  readonly failed: Set<string>;
}

const NOTHING: ReadonlyMap<string, Inside> = new Map();

/**
 * Looks into items of the open gallery, one after the other, for features. Searches are answered in between.
 * @param ids null while nothing is to be looked into; the same object for the same items
 * @param features the same object for the same features
 */
export function useInside(ids: readonly string[] | null, features: readonly string[]): InsideState {
  const { client, config } = useEngineContext();
  const looked = useRef<Looked>({ key: '', found: new Map(), failed: new Set() });
  const [state, setState] = useState<InsideState | null>(null);

  useEffect(() => {
    setState(null);
    if (!ids || features.length === 0) return;
    const controller = new AbortController();
    const { signal } = controller;
    const key = JSON.stringify([config.model, config.gallery, config.revision, features]);
    if (looked.current.key !== key) {
      looked.current = { key, found: new Map(), failed: new Set() };
    }
    const { found, failed } = looked.current;
    const isDone = (id: string) => found.has(id) || failed.has(id);
    let shown = 0;
    const show = (error: ErrorReport | null = null) => {
      if (signal.aborted) return;
      shown = performance.now();
      const done = ids.filter(isDone).length;
      const lost = ids.filter((id) => failed.has(id)).length;
      setState({ found: new Map(found), done, total: ids.length, failed: lost, error });
    };
    const work = async () => {
      await client.open(config);
      show();
      for (const id of ids) {
        if (isDone(id)) continue;
        try {
          found.set(id, await client.lookInside(id, features, signal));
        } catch (reason) {
          const { code } = reportOf(reason);
          if (signal.aborted || ENDING.test(code)) throw reason;
          failed.add(id);
        }
        if (signal.aborted) return;
        if (performance.now() - shown >= SHOWN_EVERY) show();
      }
      show();
    };
    work().catch((reason: unknown) => show(reportOf(reason)));
    return () => controller.abort();
  }, [client, config, ids, features]);

  return state ?? { found: NOTHING, done: 0, total: ids?.length ?? 0, failed: 0, error: null };
}

/** Codes after which no other picture can be looked into either. */
const ENDING = /^(cancelled|gallery-images-missing|worker-died|text-|internal|encoder-)/;

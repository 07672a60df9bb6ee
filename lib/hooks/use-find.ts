'use client';

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type {
  LocateOptions,
  Picture,
  Survey,
  SurveyOptions,
  SurveyProgress,
} from '@/lib/find/types';
import { FindSession, type FindState, NOTHING_FOUND } from './find-session';
import { useEngineContext } from './provider';

const NOTHING_ELSE: LocateOptions = {};

export interface FindAnswer extends FindState {
  /** Stops the encoding; features can still be located in the encoded cells. */
  cancel(): void;
  retry(): void;
}

/**
 * Looks for features in a picture; see {@link FindSession}.
 *
 * @param picture null where there is none; the same object for the same picture
 * @param options the same object for the same options
 * @param locating the same object for the same options
 */
export function useFind(
  picture: Picture | null,
  options: SurveyOptions,
  features: readonly string[],
  locating: LocateOptions = NOTHING_ELSE,
): FindAnswer {
  const { client, config } = useEngineContext();
  const [session] = useState(() => new FindSession(client, undefined, recordMeasure));
  const state = useSyncExternalStore(session.subscribe, session.state, () => NOTHING_FOUND);
  const key = features.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the features are their key
  useEffect(() => session.ask({ features, locating }), [session, key, locating]);
  useEffect(() => {
    session.look(config, picture, options);
    return () => session.close();
  }, [session, config, picture, options]);
  return useMemo(
    () => ({ ...state, cancel: () => session.cancel(), retry: () => session.retry() }),
    [state, session],
  );
}

/** For the browser's own tools, and for `npm run bench`. */
function recordMeasure({ method, scale }: Survey, { milliseconds, total }: SurveyProgress): void {
  const end = performance.now();
  const detail = { method, scale, total, milliseconds };
  performance.clearMeasures('overlook:survey');
  performance.measure('overlook:survey', { start: end - milliseconds, end, detail });
}

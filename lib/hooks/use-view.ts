'use client';

import { useSearchParams } from 'next/navigation';
import { debounce, type UseQueryStatesKeysMap, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ErrorReport } from '@/lib/errors/errors';
import { problemsOf, type StateOf, VIEWS, type View } from '@/lib/search-params';
import { holdUnsettled } from './unsettled';

/** The address follows the state after so long without a change, ms. */
const SETTLED = 200;

export interface ViewState<State> {
  readonly state: State;
  /**
   * Changes some of the state, and the URL with it; a value at its default leaves the URL.
   * @param history `replace`, the default, waits for a pause in typing. `replace now` does not.
   */
  set(
    patch: { readonly [K in keyof State]?: State[K] | null },
    history?: 'replace' | 'replace now' | 'push',
  ): void;
  /** What the URL held and the view did not take. */
  readonly problems: readonly ErrorReport[];
}

/** The state of one view, which is the URL's. @example const { state, set } = useView('text'); */
export function useView<V extends View>(view: V): ViewState<StateOf<V>> {
  // Widened: the hook cannot know which of the views it is called for.
  const parsers: UseQueryStatesKeysMap = VIEWS[view].parsers;
  const [state, setState] = useQueryStates(parsers);
  const params = useSearchParams();
  const problems = useMemo(() => problemsOf(view, new URLSearchParams(params)), [view, params]);
  const waiting = useRef<Record<string, unknown>>({});
  const latest = useRef<Readonly<Record<string, unknown>>>(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);
  const set = useCallback<ViewState<StateOf<V>>['set']>(
    (patch, history = 'replace') => {
      if (history !== 'replace') {
        // What still waits, and is still the state, goes along: else it is lost where the page is loaded again at once.
        const typed = Object.entries(waiting.current).filter(
          ([name, value]) => latest.current[name] === value,
        );
        const all = { ...Object.fromEntries(typed), ...patch };
        waiting.current = {};
        const settled = setState(all, { history: history === 'push' ? 'push' : 'replace' });
        holdUnsettled(settled, () => settled);
        return;
      }
      // During typing the URL is not updated: that would draw the whole page again, the state alone does not.
      const settled = setState(patch, { history, limitUrlUpdates: debounce(SETTLED) });
      // Each parameter waits on its own: a link takes along all that still wait.
      const all = { ...waiting.current, ...patch };
      waiting.current = all;
      const over = () => {
        if (waiting.current === all) waiting.current = {};
      };
      settled.then(over, over);
      holdUnsettled(settled, () => setState(all, { history }));
    },
    [setState],
  );
  return { state: state as StateOf<V>, set, problems };
}

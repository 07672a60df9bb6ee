'use client';

import { useSearchParams } from 'next/navigation';
import { debounce, type UseQueryStatesKeysMap, useQueryStates, type Values } from 'nuqs';
import { useCallback, useMemo } from 'react';
import type { ErrorReport } from '@/lib/errors/errors';
import { problemsOf, type View, viewParsers } from '@/lib/search-params';

/** The address follows the state after so long without a change, ms. */
const SETTLED = 200;

export interface ViewState<State> {
  readonly state: State;
  /**
   * Changes some of the state, and the URL with it; a value at its default leaves the URL.
   * @param history `replace`, the default, waits for a pause: somebody may be typing. `replace now` does not.
   */
  set(
    patch: { readonly [K in keyof State]?: State[K] | null },
    history?: 'replace' | 'replace now' | 'push',
  ): void;
  /** What the URL held and the view did not take. */
  readonly problems: readonly ErrorReport[];
}

export const useTextView = () => useView('text', viewParsers.text);
export const useImageView = () => useView('image', viewParsers.image);
export const useFindView = () => useView('find', viewParsers.find);
export const useEvaluateView = () => useView('evaluate', viewParsers.evaluate);

/** The state of one view, which is the URL's. @param parsers Those of the view. */
function useView<Parsers extends UseQueryStatesKeysMap>(
  view: View,
  parsers: Parsers,
): ViewState<Values<Parsers>> {
  const [state, setState] = useQueryStates(parsers);
  const params = useSearchParams();
  const problems = useMemo(() => problemsOf(view, new URLSearchParams(params)), [view, params]);
  const set = useCallback<ViewState<Values<Parsers>>['set']>(
    (patch, history = 'replace') => {
      void setState(patch as Parameters<typeof setState>[0], {
        history: history === 'push' ? 'push' : 'replace',
        // While somebody types, the address waits: it draws the whole page anew, the state does not.
        ...(history === 'replace' && { limitUrlUpdates: debounce(SETTLED) }),
      });
    },
    [setState],
  );
  return { state, set, problems };
}

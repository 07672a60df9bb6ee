import { useEffect } from 'react';

/** Names the tab and the history's entry after the state: `storage tanks · Overlook`. */
export function useTitle(state: string): void {
  useEffect(() => {
    const cut = state.length > 60 ? `${state.slice(0, 60)}…` : state;
    document.title = cut ? `${cut} · Overlook` : 'Overlook';
  }, [state]);
}

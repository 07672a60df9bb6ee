import { useEffect } from 'react';
import { tabTitle } from '@/lib/search-params';

/** Names the tab and the history's entry after the state: `storage tanks · Overlook`. */
export function useTitle(state: string): void {
  useEffect(() => {
    document.title = tabTitle(state);
  }, [state]);
}

import { useMemo, useSyncExternalStore } from 'react';
import { useGallery } from '@/lib/hooks';
import { SelectionStore } from './store';

const store = new SelectionStore(() =>
  typeof window === 'undefined' ? null : window.sessionStorage,
);
const NONE: ReadonlySet<string> = new Set();

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly size: number;
  /** With the list's `order`, a range from the item that was clicked last. */
  toggle(id: string, order?: readonly string[]): void;
  add(ids: readonly string[]): void;
  clear(): void;
}

/** The selection in the open gallery. */
export function useSelection(): Selection {
  const { config } = useGallery();
  const ids = useSyncExternalStore(
    store.subscribe,
    () => store.of(config.gallery),
    () => NONE,
  );
  return useMemo(
    () => ({
      ids,
      size: ids.size,
      toggle: (id, order) => store.toggle(id, order),
      add: (more) => store.add(more),
      clear: () => store.clear(),
    }),
    [ids],
  );
}

import { useSyncExternalStore } from 'react';

/** A choice that styles the whole page: `<html data-NAME>` holds it, this browser keeps it. */
export interface RootChoice<Value extends string> {
  /** The choice, on the page. */
  use(): Value;
  choose(value: Value): void;
}

/**
 * components/frame/theme-script.ts sets the attribute before the first paint, from `overlook-NAME` of the storage.
 * @param usual what holds where nothing was chosen: it has no attribute and is not kept
 */
export function rootChoice<Value extends string>(
  name: string,
  values: readonly Value[],
  usual: Value,
): RootChoice<Value> {
  const key = `overlook-${name}`;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const current = () =>
    values.find((value) => value === document.documentElement.dataset[name]) ?? usual;
  return {
    use: () => useSyncExternalStore<Value>(subscribe, current, () => usual),
    choose(value) {
      if (value === usual) delete document.documentElement.dataset[name];
      else document.documentElement.dataset[name] = value;
      try {
        if (value === usual) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Storage is forbidden: the choice lasts as long as the page.
      }
      for (const listener of listeners) listener();
    },
  };
}

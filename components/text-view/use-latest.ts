import { useCallback, useInsertionEffect, useRef, useState } from 'react';

/** The latest value for which `takes` was true; the very first where it never was. */
export function useLatest<T>(value: T, takes: boolean): T {
  const [latest, setLatest] = useState(value);
  if (takes && latest !== value) setLatest(value);
  return takes ? value : latest;
}

/** One function for all renders, which does what the latest of them says. For handlers: not to be called while rendering. */
export function useLatestCallback<Arguments extends unknown[]>(
  work: (...args: Arguments) => void,
): (...args: Arguments) => void {
  const latest = useRef(work);
  useInsertionEffect(() => {
    latest.current = work;
  });
  return useCallback((...args: Arguments) => latest.current(...args), []);
}

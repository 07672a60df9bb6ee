import { useState } from 'react';

/** The latest value for which `takes` was true; the very first where it never was. */
export function useLatest<T>(value: T, takes: boolean): T {
  const [latest, setLatest] = useState(value);
  if (takes && latest !== value) setLatest(value);
  return takes ? value : latest;
}

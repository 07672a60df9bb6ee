import { useEffect, useState } from 'react';

/** True when something has been so for a while: what passes sooner is not worth showing. @param after ms */
export function useLate(now: boolean, after: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setLate(true), after);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [now, after]);
  return now && late;
}

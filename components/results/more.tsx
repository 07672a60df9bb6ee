'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';

/** What may be under the edge of the window when more is asked for, px. */
const AHEAD = 400;

/**
 * Under a list that goes on: scrolling near it asks for more. The button is for those who do not scroll.
 * Nothing is asked for before anybody has scrolled: the address says how many results there are at first.
 */
export function More({ onMore }: { onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = () => {
      const top = ref.current?.getBoundingClientRect().top;
      if (top !== undefined && top < window.innerHeight + AHEAD) onMore();
    };
    // On a tall screen there is nothing to scroll yet: a wheel and a finger tell all the same.
    const types = ['scroll', 'wheel', 'touchmove'] as const;
    for (const type of types) addEventListener(type, look, { passive: true });
    return () => {
      for (const type of types) removeEventListener(type, look);
    };
  }, [onMore]);
  return (
    <div ref={ref} className="flex justify-center pt-8">
      <Button look="bare" onClick={onMore}>
        More results
      </Button>
    </div>
  );
}

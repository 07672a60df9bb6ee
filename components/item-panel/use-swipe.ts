import { type TouchEvent, useRef } from 'react';

/** Px that a finger must travel; less is a tap or a slip. */
const LEAST = 64;

interface Swipes {
  readonly onLeft?: (() => void) | undefined;
  readonly onRight?: (() => void) | undefined;
}

/** A quick move of one finger to the left or the right, but not where a row scrolls or a picture is moved. */
export function useSwipe({ onLeft, onRight }: Swipes) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      const moves = (event.target as Element).closest('[data-zoomed], .overflow-x-auto');
      from.current =
        touch && event.touches.length === 1 && !moves
          ? { x: touch.clientX, y: touch.clientY }
          : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!from.current || !touch) return;
      const [x, y] = [touch.clientX - from.current.x, touch.clientY - from.current.y];
      from.current = null;
      if (Math.abs(x) < LEAST || Math.abs(x) < 2 * Math.abs(y)) return;
      if (x < 0) onLeft?.();
      else onRight?.();
    },
  };
}

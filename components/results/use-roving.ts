import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cellAfter } from './grid-keys';
import type { Grid } from './rows';

/** Keys that lead further than the last cell, where more can be asked for. */
const ONWARD = /^(ArrowRight|ArrowDown|End)$/;

/**
 * One tab stop for a whole grid; arrows, Home and End walk on from it (the "roving tabindex" pattern).
 * Cells are the elements with `data-cell`, their number, under `ref`. The one that is active must always be drawn.
 *
 * @param grid where cells stand
 * @param more asks for more cells; null where there are no more
 */
export function useRoving(
  ref: RefObject<HTMLDivElement | null>,
  grid: Grid,
  more: (() => void) | null,
): {
  active: number;
  setActive: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const { columns, above, size } = grid;
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, size - 1));
  /** The cell that gets the focus as soon as it is drawn. */
  const next = useRef<number | null>(null);
  /** A key that waits for more cells. */
  const waiting = useRef<string | null>(null);

  const walk = useCallback(
    (key: string, from: number): boolean => {
      const to = cellAfter(key, from, { columns, above, size });
      if (to === null) return false;
      next.current = to;
      setActive(to);
      return true;
    },
    [columns, above, size],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: also when cells have been drawn
  useLayoutEffect(() => {
    if (next.current === null) return;
    const cell = ref.current?.querySelector<HTMLElement>(`[data-cell="${next.current}"]`);
    next.current = null;
    cell?.focus();
  }, [ref, active, size]);

  useLayoutEffect(() => {
    const key = waiting.current;
    if (key === null) return;
    const focused = document.activeElement as HTMLElement | null;
    // Somebody has gone elsewhere meanwhile.
    if (!focused?.dataset.cell || !ref.current?.contains(focused)) waiting.current = null;
    else if (walk(key, Number(focused.dataset.cell))) waiting.current = null;
  }, [ref, walk]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
      if (altKey || ctrlKey || metaKey || shiftKey) return;
      const { cell } = (event.target as HTMLElement).dataset;
      if (cell === undefined) return;
      const here = Number(cell);
      const isAtEnd =
        here === size - 1 || cellAfter('ArrowDown', here, { columns, above, size }) === null;
      if (more && isAtEnd && ONWARD.test(key) && (key !== 'ArrowRight' || here === size - 1)) {
        waiting.current = key;
        more();
      } else if (!walk(key, here)) return;
      event.preventDefault();
    },
    [columns, above, size, more, walk],
  );

  return { active, setActive, onKeyDown };
}

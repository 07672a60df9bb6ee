import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';
import { cellAfter } from './grid-keys';

/**
 * One tab stop for a whole grid; arrows, Home and End walk on from it (the "roving tabindex" pattern).
 * Cells are the elements with `data-cell` under `ref`.
 */
export function useRoving(length: number): {
  ref: RefObject<HTMLDivElement | null>;
  active: number;
  setActive: (index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, length - 1));

  const onKeyDown = useCallback((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cells = [...(ref.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])];
    const here = cells.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const next = cellAfter(
      event.key,
      here,
      cells.map((cell) => cell.getBoundingClientRect()),
    );
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    cells[next]?.focus();
  }, []);

  return { ref, active, setActive, onKeyDown };
}

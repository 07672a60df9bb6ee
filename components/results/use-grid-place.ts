import { type RefObject, useLayoutEffect, useState } from 'react';

/** How the cells of a list stand. */
export interface GridPlace {
  /** Cells of a full row. */
  readonly columns: number;
  /** Height of a row of cells with the gap before it, px. */
  readonly rowHeight: number;
  /** Where what follows the first cells begins, px from the top of the page. */
  readonly top: number;
}

/**
 * Measures the first cells of a list, which the style sheet places, and measures again when anything on the page has
 * changed its height or width.
 * @param tail what follows the first cells
 */
export function useGridPlace(
  list: RefObject<HTMLElement | null>,
  tail: RefObject<HTMLElement | null>,
): GridPlace {
  const [place, setPlace] = useState<GridPlace>({ columns: 1, rowHeight: 240, top: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const grid = list.current?.querySelector('.image-grid');
      const cell = grid?.firstElementChild;
      if (!grid || !cell) return;
      const { gridTemplateColumns, rowGap } = getComputedStyle(grid);
      const columns = gridTemplateColumns.split(' ').length;
      const rowHeight = Math.round(cell.getBoundingClientRect().height + Number.parseFloat(rowGap));
      const from = tail.current?.getBoundingClientRect().top;
      const top = from === undefined ? 0 : Math.round(window.scrollY + from);
      setPlace((before) =>
        before.columns === columns && before.rowHeight === rowHeight && before.top === top
          ? before
          : { columns, rowHeight, top },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, [list, tail]);
  return place;
}

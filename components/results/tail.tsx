'use client';

import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useCallback } from 'react';
import { Divider } from './divider';
import { type Row, rowOf } from './rows';
import type { GridPlace } from './use-grid-place';

/** Rows that are drawn beyond what is in view, each way. */
const BEYOND = 4;

interface Props {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly rows: readonly Row[];
  readonly place: GridPlace;
  /** The cell that can have the focus: it is drawn wherever it is. */
  readonly active: number;
  readonly card: (index: number) => ReactNode;
}

/** The rows of a long list after its first ones: only those near the view are in the page. */
export function Tail({ ref, rows, place, active, card }: Props) {
  const kept = rowOf(active, rows);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return kept < 0 || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b);
    },
    [kept],
  );
  // Rows of another width or height are measured anew.
  const { columns, rowHeight } = place;
  const getItemKey = useCallback(
    (index: number) => `${columns} ${rowHeight} ${index}`,
    [columns, rowHeight],
  );
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => place.rowHeight,
    overscan: BEYOND,
    scrollMargin: place.top,
    rangeExtractor,
    getItemKey,
  });
  return (
    <div ref={ref} className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <div
            key={index}
            ref={virtualizer.measureElement}
            data-index={index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - place.top}px)` }}
          >
            {row === 'divider' ? (
              <Divider />
            ) : (
              <div className="image-grid image-grid-next">
                {Array.from({ length: row.to - row.from }, (_, i) => card(row.from + i))}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { count } from '@/components/ui/format';
import type { ZeroShotFigures } from '@/lib/evaluation/types';
import { type Cell, cellLabel, firstCell, isSame, walk } from './matrix-cells';

/** Strongest tint of a cell, percent: figures on it stay legible in light and dark. */
const MOST_TINT = 45;

interface Props {
  readonly figures: ZeroShotFigures;
  readonly open: Cell | null;
  readonly onOpen: (cell: Cell) => void;
  /** Id of what an open cell shows. */
  readonly controls: string;
}

/** Images by their own category (rows) and the one they were given (columns). Each cell that holds some opens them. */
export function ConfusionMatrix({ figures, open, onOpen, controls }: Props) {
  const { categories, confusion } = figures;
  const [walked, setWalked] = useState<Cell | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const current = walked ?? firstCell(confusion);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = current && walk(confusion, current, event.key);
    if (!next) return;
    event.preventDefault();
    const button = body.current?.rows[next.row]?.cells[next.col + 1]?.querySelector('button');
    button?.focus();
  };

  return (
    <div className="relative max-h-[85dvh] w-fit max-w-full scroll-pt-40 scroll-pl-40 overflow-auto max-sm:scroll-pl-28 rounded-2xl border border-line bg-surface">
      <table className="border-separate border-spacing-0 text-xs tabular-nums">
        <caption className="sticky left-0 w-fit max-w-[min(40rem,85vw)] px-4 pt-3.5 pb-1 text-left">
          <span className="block text-base font-medium">Confusion matrix</span>
          <span className="block pt-1 text-sm text-pretty text-muted">
            Rows: the category that an image has. Columns: the one it was given. A figure opens its
            images; the arrow keys go from figure to figure.
          </span>
        </caption>
        <thead>
          <tr>
            <td className="sticky top-0 left-0 z-20 bg-surface" />
            {categories.map((name) => (
              <th
                key={name}
                scope="col"
                className="sticky top-0 z-10 bg-surface px-0 py-2 align-bottom font-normal text-muted"
              >
                <span className="mx-auto block rotate-180 whitespace-nowrap [writing-mode:vertical-rl]">
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {confusion.map((cells, row) => (
            <tr key={categories[row]}>
              <th
                scope="row"
                className="sticky left-0 z-10 max-w-28 truncate bg-surface pr-2 pl-4 sm:max-w-none text-left font-normal whitespace-nowrap text-muted"
              >
                {categories[row]}
              </th>
              {cells.map((images, col) => (
                <td key={categories[col]} className="p-px">
                  {images > 0 ? (
                    <button
                      type="button"
                      aria-label={cellLabel({ row, col }, categories, images)}
                      aria-expanded={isSame(open, { row, col })}
                      aria-controls={controls}
                      tabIndex={isSame(current, { row, col }) ? 0 : -1}
                      onFocus={() => setWalked({ row, col })}
                      onClick={() => onOpen({ row, col })}
                      style={{ background: tint(images, cells, row === col) }}
                      className="block size-7 rounded-sm forced-color-adjust-none -outline-offset-2 hover:ring-2 hover:ring-accent aria-expanded:ring-2 aria-expanded:ring-accent 3xl:size-9"
                    >
                      {count(images)}
                    </button>
                  ) : (
                    <span className="block size-7 rounded-sm bg-sunken/50 3xl:size-9">
                      <span className="sr-only">0</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The larger the share of its row, the stronger: neutral where it is right, the accent where it is a mistake. */
function tint(images: number, row: readonly number[], right: boolean): string {
  const share = images / row.reduce((sum, n) => sum + n, 0);
  const amount = right ? share * 0.5 * MOST_TINT : MOST_TINT * (0.3 + 0.7 * share);
  return `color-mix(in srgb, var(${right ? '--ink' : '--accent'}) ${amount.toFixed(1)}%, var(--surface))`;
}

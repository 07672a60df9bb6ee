'use client';

import { useCallback, useId, useRef, useState } from 'react';
import type { Evaluation } from '@/lib/evaluation/types';
import type { GalleryManifest } from '@/lib/gallery/types';
import type { SharedState } from '@/lib/search-params';
import { CellImages } from './cell-images';
import { ConfusionMatrix } from './confusion-matrix';
import { type Cell, cellLabel } from './matrix-cells';

interface Props {
  readonly evaluation: Evaluation;
  readonly gallery: GalleryManifest;
  readonly shared: SharedState;
}

/** The matrix, and beside it or under it the images of the cell that is open. */
export function Confusion({ evaluation, gallery, shared }: Props) {
  const id = useId();
  const [open, setOpen] = useState<Cell | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const figures = evaluation.report.zeroShot;

  const onOpen = useCallback((cell: Cell) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpen(cell);
  }, []);
  const onClose = useCallback(() => {
    setOpen(null);
    opener.current?.focus();
  }, []);

  if (!figures) return null;
  const own = open && figures.categories[open.row];
  const items = gallery.items.filter(
    (item, i) => open && item.category === own && evaluation.given[i] === open.col,
  );
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
      <ConfusionMatrix figures={figures} open={open} onOpen={onOpen} controls={id} />
      {open && (
        <CellImages
          id={id}
          label={cellLabel(open, figures.categories, items.length)}
          items={items}
          shared={shared}
          onClose={onClose}
        />
      )}
    </div>
  );
}

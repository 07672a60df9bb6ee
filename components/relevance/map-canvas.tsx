'use client';

import { useEffect, useRef } from 'react';
import type { PatchGrid } from '@/lib/patches/grid';
import { type Layer, mapPixels } from './map-pixels';

interface Props {
  readonly layers: readonly Layer[];
  readonly grid: PatchGrid;
  /** 0..1 */
  readonly opacity: number;
  /** Cells as they are (tiles), not blended into each other. */
  readonly sharp: boolean;
}

/** The relevance map over the whole of its parent. Its text alternative is the list of places. */
export function MapCanvas({ layers, grid, opacity, sharp }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { rows, cols } = grid;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.putImageData(new ImageData(mapPixels(layers, rows * cols), cols, rows), 0, 0);
  }, [layers, rows, cols]);
  return (
    <canvas
      ref={canvas}
      width={cols}
      height={rows}
      data-map=""
      className={`pointer-events-none absolute inset-0 size-full ${sharp ? '[image-rendering:pixelated]' : ''}`}
      style={{ opacity }}
    />
  );
}

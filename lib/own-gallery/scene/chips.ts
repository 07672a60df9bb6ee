import type { Crop } from '@/lib/image/types';
import type { ChipOptions } from '../types';

export const DEFAULT_CHIPS: ChipOptions = { size: 256, unit: 'px', overlap: 0.25 };

/** Least side of a chip, px: less shows nothing. */
export const LEAST_SIDE = 16;

/**
 * Where chips lie in a scene, row by row from its upper left corner; the last of a row and the last row end where the
 * scene does.
 * @param side px
 * @returns whole px, inside of the scene; one chip, of the scene's own side, where it is smaller than a chip
 */
export function chipsOf(
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
  overlap: number,
): Crop[] {
  const columns = startsOf(width, side, overlap);
  return startsOf(height, side, overlap).flatMap((y) =>
    columns.map((x) => ({ x, y, width: Math.min(side, width), height: Math.min(side, height) })),
  );
}

function startsOf(length: number, side: number, overlap: number): number[] {
  const last = Math.max(0, length - side);
  const step = Math.max(1, Math.round(side * (1 - overlap)));
  const starts: number[] = [];
  for (let at = 0; at < last; at += step) starts.push(at);
  starts.push(last);
  return starts;
}

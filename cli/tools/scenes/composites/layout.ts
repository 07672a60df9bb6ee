import type { RsicdCategory } from '../../../../lib/categories/categories';
import { COMPOSERS } from '../categories';
import { mix } from '../core/color';
import { type Polygon, rect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Region } from '../core/palettes';
import { GRAIN, type Scene } from '../core/scene';
import { boat } from '../parts/craft';
import { road } from '../parts/roads';
import { type River, river, riverCourse } from '../parts/water';
import { type Cell, drawCell, mainRoad } from './cells';

export interface Sample {
  title: string;
  /** Side on the ground, metres. */
  extent: number;
  regions?: readonly Region[];
  draw(s: Scene): void;
}

type Spec = readonly [RsicdCategory, number, number, number, number, Partial<Cell>?];

/** Half the width that a turned layout has to cover, in extents. */
export const REACH = 0.8;

export function cells(s: Scene, list: readonly Spec[]): void {
  list.forEach(([category, x0, y0, x1, y1, more], i) => {
    drawCell(s, { composer: COMPOSERS[category], x0, y0, x1, y1, ...more }, `${i}/${category}`);
  });
}

/** Roads along the given cuts, across the whole layout or between two limits. */
export function grid(
  s: Scene,
  xs: readonly number[],
  ys: readonly number[],
  from: number,
  to: number,
): void {
  const e = s.extent;
  for (const y of ys)
    mainRoad(s, [
      [-e, y],
      [e, y],
    ]);
  for (const x of xs)
    mainRoad(s, [
      [x, from],
      [x, to],
    ]);
}

/** A deck over the river at x, with its piers. @param reach how far, at least, its road goes on to both sides of y = 0 */
export function crossing(s: Scene, r: River, x: number, reach: number): void {
  const width = 15;
  const half = r.width * 0.66;
  const middle = heightAt(r.line, x);
  const over: Polygon = [
    [x, Math.min(-reach, middle - half - 15)],
    [x, Math.max(reach, middle + half + 15)],
  ];
  for (let y = -half; y <= half; y += 32) {
    s.paint.fill(rect(x, middle + y, width + 3, 4), { rgb: s.style.concrete, height: 3 });
  }
  s.paint.fill(strip(over, width + 3), {
    rgb: s.style.concrete,
    ...GRAIN.concrete,
    height: 9,
    tag: TAG.paved,
    on: tags(TAG.water, TAG.object),
  });
  road(s, over, width, {
    height: 8,
    marks: 'lanes',
    gap: 40,
    note: false,
    on: tags(TAG.water, TAG.paved, TAG.bare, TAG.grass),
  });
  s.features.add('bridge', rect(x, middle, width + 3, 2 * half));
}

/** The y of a line that runs to the right, at x. */
function heightAt(line: Polygon, x: number): number {
  const next = line.findIndex((point) => point[0] >= x);
  const [x0, y0] = line[Math.max(0, next - 1)] ?? [x, 0];
  const [x1, y1] = line[Math.max(0, next)] ?? [x, 0];
  return x1 === x0 ? y0 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}

export function stream(s: Scene, width: number, bend: number): River {
  const r = riverCourse(s, s.extent * 1.4, width, bend);
  river(s, r, mix(s.style.soil, s.style.grass, 0.5));
  s.features.add('river', r.shape);
  return r;
}

export function boats(s: Scene, count: number, y: number): void {
  for (let i = 0; i < count; i++) {
    const at = [s.rng.range(-0.6, 0.6) * s.extent, s.rng.range(-1, 1) * y] as const;
    if (!s.paint.free(rect(...at, 40, 30), tags(TAG.water))) continue;
    boat(s, ...at, s.rng.normal() * 0.3, s.rng.range(9, 24));
  }
}

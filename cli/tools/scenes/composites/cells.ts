import { Coverage } from '../core/coverage';
import { type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import type { Scene } from '../core/scene';
import { road } from '../parts/roads';

/** A part of a large scene that one category draws: a rectangle of the current frame, metres. */
export interface Cell {
  composer: Composer;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Noted as a feature over the whole cell: "airport", "port". */
  name?: string;
  /** Course of its layout, radians. */
  turn?: number;
  /** Extent for which the composer lays out, metres; the cell's longer side if absent. */
  extent?: number;
  /** It may paint over water (a port digs its basin). */
  wet?: boolean;
}

/** Draws a cell: nothing outside its rectangle is touched, nothing outside is noted. */
export function drawCell(s: Scene, cell: Cell, label: string): void {
  const { paint, features } = s;
  const w = cell.x1 - cell.x0;
  const h = cell.y1 - cell.y0;
  const shape = rect((cell.x0 + cell.x1) / 2, (cell.y0 + cell.y1) / 2, w, h);
  const region: Polygon = shape.map(([x, y]) => paint.toPixel(x, y));
  const mask = new Uint8Array(paint.n * paint.n);
  let open = 0;
  new Coverage(paint.n).scan([Float64Array.from(region.flat())], false, (y, from, to, cover) => {
    for (let x = from; x <= to; x++) {
      const i = y * paint.n + x;
      if ((cover[x] as number) < 0.5 || (!cell.wet && paint.tag[i] === TAG.water)) continue;
      mask[i] = 1;
      open++;
    }
  });
  if (open === 0) return;
  const extent = cell.extent ?? Math.max(w, h);
  paint.clip = mask;
  features.region = region;
  const part: Scene = {
    ...s,
    style: { ...s.style },
    rng: s.rng.fork(label),
    extent,
    ...(cell.turn === undefined ? {} : { turn: cell.turn }),
  };
  paint.within((cell.x0 + cell.x1) / 2 - extent / 2, (cell.y0 + cell.y1) / 2 - extent / 2, 0, () =>
    cell.composer.compose(part),
  );
  if (cell.name) features.addRegion(cell.name);
  paint.clip = undefined;
  features.region = undefined;
}

/** A main road between cells, over all but water and buildings. */
export function mainRoad(s: Scene, line: Polygon, width = 13): void {
  road(s, line, width, { walk: 2.5, marks: 'lanes', gap: 45 });
}

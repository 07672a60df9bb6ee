import { type Polygon, rect, superEllipse } from '../core/geometry';
import type { Scene } from '../core/scene';
import { BUILDABLE, lean } from './walls';

export const free = (s: Scene, x: number, y: number, w: number, d: number, a = 0) =>
  s.paint.free(rect(x, y, w, d, a), BUILDABLE);

/** A building that is planned: all of a block are, before the first is drawn and leans over its neighbour's plot. */
export interface Plan {
  foot: Polygon;
  draw: () => void;
}

/** Draws plans from the back of the tilted view to its front, so that high buildings hide what is behind them. */
export function build(s: Scene, plans: readonly Plan[]): void {
  const [lx, ly] = lean(s);
  const depth = ({ foot }: Plan) => (foot[0]?.[0] ?? 0) * lx + (foot[0]?.[1] ?? 0) * ly;
  for (const plan of [...plans].sort((a, b) => depth(b) - depth(a))) {
    plan.draw();
    s.features.add('building', plan.foot);
  }
}

/** Splits a rectangle into building plots of about `size`. */
export function plots(
  s: Scene,
  w: number,
  h: number,
  size: number,
): [number, number, number, number][] {
  const out: [number, number, number, number][] = [];
  const cut = (x: number, y: number, a: number, b: number) => {
    if (Math.max(a, b) < size * 1.5) {
      out.push([x, y, a, b]);
      return;
    }
    const t = s.rng.range(0.35, 0.65);
    if (a > b) {
      cut(x - (a * (1 - t)) / 2, y, a * t, b);
      cut(x + (a * t) / 2, y, a * (1 - t), b);
    } else {
      cut(x, y - (b * (1 - t)) / 2, a, b * t);
      cut(x, y + (b * t) / 2, a, b * (1 - t));
    }
  };
  cut(0, 0, w, h);
  return out;
}

/** A building's ground plan on its plot: mostly a rectangle, at times an L, a U or a round. */
export function plotShape(s: Scene, x: number, y: number, w: number, h: number): Polygon {
  const { rng } = s;
  const kind = rng.next();
  const l = x - w / 2;
  const r = x + w / 2;
  const t = y - h / 2;
  const b = y + h / 2;
  if (kind < 0.62) return rect(x, y, w, h);
  if (kind < 0.8) {
    const u = l + w * rng.range(0.4, 0.6);
    const v = t + h * rng.range(0.4, 0.6);
    return [
      [l, t],
      [r, t],
      [r, v],
      [u, v],
      [u, b],
      [l, b],
    ];
  }
  if (kind < 0.92) {
    const u = w * rng.range(0.28, 0.36);
    const v = t + h * rng.range(0.35, 0.55);
    return [
      [l, t],
      [r, t],
      [r, b],
      [r - u, b],
      [r - u, v],
      [l + u, v],
      [l + u, b],
      [l, b],
    ];
  }
  return superEllipse(x, y, w / 2, h / 2, rng.range(2, 4));
}

import { type Rgb, scale } from '../core/color';
import type { Point, Polygon } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Scene } from '../core/scene';

/** Where a house may stand. */
export const BUILDABLE = tags(TAG.ground, TAG.grass, TAG.bare, TAG.yard, TAG.field, TAG.sand);

/** The sensor's lean in the current frame, per metre of height. */
export function lean(s: Scene): Point {
  const a = s.paint.angle;
  const c = Math.cos(a);
  const q = Math.sin(a);
  return [s.sun.leanX * c + s.sun.leanY * q, s.sun.leanY * c - s.sun.leanX * q];
}

/** Moves a polygon to where its points appear at a height. */
export function lifted(s: Scene, polygon: Polygon, h: number): Polygon {
  const [lx, ly] = lean(s);
  return polygon.map(([x, y]) => [x + lx * h, y + ly * h] as const);
}

/** The walls of a prism, as far as the tilted view shows them. Returns the roof's outline. */
export function walls(s: Scene, foot: Polygon, h: number, rgb: Rgb): Polygon {
  const [lx, ly] = lean(s);
  const roof = lifted(s, foot, h);
  if (Math.hypot(lx, ly) * h < s.step * 0.5) return roof;
  const storeys = Math.hypot(lx, ly) * 3.2 > 2 * s.step;
  for (let i = 0; i < foot.length; i++) {
    const a = foot[i] as Point;
    const b = foot[(i + 1) % foot.length] as Point;
    const ex = b[0] - a[0];
    const ey = b[1] - a[1];
    const cross = lx * ey - ly * ex;
    if (Math.abs(cross) < 1e-6) continue;
    const len = Math.hypot(ex, ey) || 1;
    const side = Math.sign(cross);
    const lit = s.light((-side * ey) / len, (side * ex) / len);
    const zAt = (x: number, y: number) => ((x - a[0]) * ey - (y - a[1]) * ex) / cross;
    s.paint.fill([a, b, roof[(i + 1) % foot.length] as Point, roof[i] as Point], {
      rgb: scale(rgb, 0.52 + 0.7 * (lit - 0.58)),
      fine: 0.05,
      tag: TAG.building,
      height: (x, y) => Math.min(h, Math.max(0, zAt(x, y))),
      ...(storeys ? { tone: (x, y) => ((zAt(x, y) / 3.2) % 1 > 0.5 ? 0.82 : 1.08) } : {}),
    });
  }
  return roof;
}

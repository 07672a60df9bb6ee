import { type Rgb, scale } from '../core/color';
import { along, inside, type Point, type Polygon } from '../core/geometry';
import { grain } from '../core/noise';
import { TAG, tags } from '../core/painter';
import type { Scene } from '../core/scene';

/** Where a tree may stand. */
export const PLANTABLE = tags(
  TAG.ground,
  TAG.grass,
  TAG.bare,
  TAG.yard,
  TAG.tree,
  TAG.field,
  TAG.sand,
);

/**
 * One crown: a lumpy dome, lit by the sun, that hides what is lower. Its shadow comes with the relief.
 * @param r radius of the crown in metres
 */
export function tree(s: Scene, x: number, y: number, r: number, rgb: Rgb = s.style.crown()): void {
  const { paint, sun } = s;
  const { n } = paint;
  const [cx, cy] = paint.toPixel(x, y);
  const radius = Math.max(0.75, r * paint.perMetre);
  const high = r * 2.3;
  const reach = Math.ceil(radius * 1.15);
  const x0 = Math.max(0, Math.floor(cx - reach));
  const x1 = Math.min(n - 1, Math.ceil(cx + reach));
  const y0 = Math.max(0, Math.floor(cy - reach));
  const y1 = Math.min(n - 1, Math.ceil(cy + reach));
  if (x1 < x0 || y1 < y0) return;
  const seed = Math.floor(s.rng.next() * 2 ** 31);
  const lumps = radius > 2.5;
  const p1 = s.rng.next() * 6.3;
  const p2 = s.rng.next() * 6.3;
  for (let py = y0; py <= y1; py++) {
    for (let px = x0; px <= x1; px++) {
      const dx = (px + 0.5 - cx) / radius;
      const dy = (py + 0.5 - cy) / radius;
      let d2 = dx * dx + dy * dy;
      if (d2 > 1.3) continue;
      if (lumps) {
        const a = Math.atan2(dy, dx);
        d2 *= 1 + 0.17 * Math.sin(3 * a + p1) + 0.13 * Math.sin(5 * a + p2);
      }
      if (d2 > 1) continue;
      const rise = Math.sqrt(1 - d2);
      const z = high * (0.4 + 0.6 * rise);
      const i = py * n + px;
      if (z < (paint.height[i] as number)) continue;
      const leaf = grain(px >> 1, py >> 1, seed) * 0.16;
      const lit = 0.94 + 0.4 * (dx * sun.x + dy * sun.y) + leaf - 0.16 * (1 - rise);
      const o = i * 3;
      paint.rgb[o] = rgb[0] * lit;
      paint.rgb[o + 1] = rgb[1] * lit;
      paint.rgb[o + 2] = rgb[2] * lit;
      paint.height[i] = z;
      paint.tag[i] = TAG.tree;
      if (paint.kind) paint.kind[i] = 0;
      paint.fine[i] = 34;
      paint.mid[i] = 24;
      paint.big[i] = 22;
    }
  }
}

/** Plants a tree if the place is free. */
export function plant(s: Scene, x: number, y: number, r: number, on = PLANTABLE): boolean {
  const t = s.paint.tagAt(x, y);
  if (t === undefined || !((on >> t) & 1)) return false;
  tree(s, x, y, r);
  return true;
}

/** Trees at random places of a rectangle (centre, sides) of the current frame. */
export function scatter(
  s: Scene,
  count: number,
  w: number,
  h: number,
  r: readonly [number, number],
  on = PLANTABLE,
): void {
  for (let i = 0; i < count; i++) {
    plant(s, s.rng.range(-w / 2, w / 2), s.rng.range(-h / 2, h / 2), s.rng.range(...r), on);
  }
}

/** Trees in a row, with gaps. */
export function treeLine(
  s: Scene,
  line: Polygon,
  step: number,
  r: readonly [number, number],
  gaps = 0.1,
  on = PLANTABLE,
): void {
  for (const p of along(line, step, s.rng.range(0, step))) {
    if (s.rng.chance(gaps)) continue;
    const j = step * 0.15;
    plant(s, p.x + s.rng.range(-j, j), p.y + s.rng.range(-j, j), s.rng.range(...r), on);
  }
}

/**
 * Closed woodland inside a polygon: dark ground, then crowns on a shaken grid.
 * @param r mean crown radius, metres
 * @param close 1 for a closed canopy, less for open woods
 */
export function grove(s: Scene, polygon: Polygon, r: number, close = 1, on = PLANTABLE): void {
  const floor = scale(s.style.crown(), 0.6);
  if (close > 0.8) {
    s.paint.fill(polygon, {
      rgb: floor,
      fine: 0.2,
      mid: 0.2,
      tag: TAG.tree,
      height: 0,
      on,
    });
  }
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const [x, y] of polygon as readonly Point[]) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const step = Math.max(r * 1.35, s.step * 1.6);
  const size = Math.max(r, s.step * 1.3);
  const allowed = on | tags(TAG.tree);
  for (let y = top; y <= bottom; y += step) {
    for (let x = left; x <= right; x += step) {
      if (close < 1 && !s.rng.chance(close)) continue;
      const u = x + s.rng.range(-0.5, 0.5) * step;
      const v = y + s.rng.range(-0.5, 0.5) * step;
      if (!inside(polygon, u, v)) continue;
      plant(s, u, v, size * s.rng.range(0.65, 1.3), allowed);
    }
  }
}

/** Notes the trees as a feature if there are enough pixels of them to see. */
export function noteTrees(s: Scene): void {
  let count = 0;
  const { tag } = s.paint;
  for (let i = 0; i < tag.length; i++) if (tag[i] === TAG.tree) count++;
  if (count > tag.length * 0.01) s.features.mass('green tree', tags(TAG.tree));
}

import { jitter, mix, type Rgb } from '../core/color';
import { ellipse, type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { house } from '../parts/buildings';
import { openLand, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { centred } from './layout';

const CROPS: readonly Rgb[] = [
  [74, 108, 52],
  [96, 124, 62],
  [128, 134, 78],
  [168, 152, 104],
  [150, 122, 94],
  [118, 98, 78],
  [62, 92, 50],
  [186, 172, 128],
];

/** One field: crop, rows along its length, a worn headland. `area` is in the current frame. */
export function cropField(s: Scene, area: Polygon, along: number, note = true): void {
  const { rng } = s;
  const crop = jitter(mix(rng.pick(CROPS), s.style.grass, rng.range(0, 0.35)), 10, rng.next);
  const c = Math.cos(along);
  const q = Math.sin(along);
  const period = rng.range(2, 9);
  const amp = period > 2 * s.step ? rng.range(0.02, 0.09) : 0;
  const wide = rng.range(14, 40);
  const bands = rng.chance(0.4) ? rng.range(0.02, 0.06) : 0;
  s.paint.fill(area, {
    rgb: crop,
    fine: rng.range(0.03, 0.09),
    mid: rng.range(0.04, 0.12),
    big: rng.range(0.05, 0.16),
    tag: TAG.field,
    height: 0,
    tone: (x, y) => {
      const u = -x * q + y * c;
      return (
        1 + amp * Math.sin((u / period) * 6.283) + bands * Math.sign(Math.sin((u / wide) * 6.283))
      );
    },
  });
  if (note) s.features.add('farmland', area);
}

/** Splits a rectangle into fields, unevenly, down to a size. */
function divide(
  s: Scene,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  size: number,
  out: [number, number, number, number][],
): void {
  const w = x1 - x0;
  const h = y1 - y0;
  if (Math.max(w, h) < size * 1.6 || (Math.max(w, h) < size * 2.6 && s.rng.chance(0.2))) {
    out.push([x0, y0, x1, y1]);
    return;
  }
  const t = s.rng.range(0.32, 0.68);
  if (w > h * s.rng.range(0.6, 1.3)) {
    divide(s, x0, y0, x0 + w * t, y1, size, out);
    divide(s, x0 + w * t, y0, x1, y1, size, out);
  } else {
    divide(s, x0, y0, x1, y0 + h * t, size, out);
    divide(s, x0, y0 + h * t, x1, y1, size, out);
  }
}

export const farmland: Composer = {
  extent: [320, 1500],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.25);
    if (rng.chance(0.12)) {
      pivots(s);
      noteTrees(s);
      return;
    }
    centred(s, rng.range(0, Math.PI), () => {
      const list: [number, number, number, number][] = [];
      const strips = rng.chance(0.35);
      const size = e * rng.range(0.12, 0.4);
      if (strips) {
        const h = e * rng.range(0.25, 0.5);
        for (let y = -e * 0.8; y < e * 0.8; y += h) {
          for (let x = -e * 0.8; x < e * 0.8; ) {
            const w = e * rng.range(0.03, 0.14);
            list.push([x, y, x + w, y + h]);
            x += w;
          }
        }
      } else {
        divide(s, -e * 0.8, -e * 0.8, e * 0.8, e * 0.8, size, list);
      }
      const tilt = rng.range(-0.12, 0.12);
      const bent = (x: number, y: number) =>
        [x + tilt * y, y + tilt * 0.4 * x + 0.02 * e * s.noise(x / e, y / e)] as const;
      for (const [x0, y0, x1, y1] of list) {
        const g = rng.range(0.6, 2);
        const area = [
          bent(x0 + g, y0 + g),
          bent(x1 - g, y0 + g),
          bent(x1 - g, y1 - g),
          bent(x0 + g, y1 - g),
        ];
        cropField(s, area, x1 - x0 > y1 - y0 ? 0 : Math.PI / 2);
        if (rng.chance(0.22) && !strips)
          treeLine(
            s,
            [area[0] as readonly [number, number], area[1] as readonly [number, number]],
            Math.max(5, s.step * 2.5),
            [2, 4],
            0.35,
          );
      }
      const [, ly] = list[Math.floor(list.length / 2)] as [number, number, number, number];
      const dirt = rng.chance(0.6);
      if (rng.chance(0.75))
        road(
          s,
          [bent(-e, ly), bent(0, ly), bent(e, ly)],
          rng.range(3.5, 7),
          dirt ? { rgb: mix(s.style.soil, [206, 194, 170], 0.4), marks: 'none' } : {},
        );
      if (rng.chance(0.35)) {
        const fx = rng.range(-0.3, 0.3) * e;
        for (let i = rng.int(1, 4); i > 0; i--) {
          const x = fx + rng.range(-40, 40);
          const y = ly + rng.range(16, 50);
          const foot = rect(x, y, 28, 16);
          if (!s.paint.free(foot, BUILDABLE)) continue;
          s.paint.fill(rect(x, y, 46, 34), {
            rgb: s.style.soil,
            ...GRAIN.soil,
            tag: TAG.yard,
            alpha: 0.8,
          });
          house(s, x, y, rng.range(14, 30), rng.range(9, 14), rng.pick([0, Math.PI / 2]));
        }
        s.paint.within(fx, ly + 30, 0, () => scatter(s, 14, 110, 60, [2, 4.4]));
      }
    });
    noteTrees(s);
  },
};

/** Centre-pivot irrigation: circles of crop on dry ground. */
function pivots(s: Scene): void {
  const { rng, extent: e } = s;
  patches(s, s.style.soil, GRAIN.soil, TAG.bare, 0.5, 200);
  const r = e * rng.range(0.11, 0.22);
  for (let y = r * rng.range(0, 1); y < e + r; y += 2.06 * r) {
    for (let x = r * rng.range(0, 0.4); x < e + r; x += 2.06 * r) {
      if (rng.chance(0.12)) continue;
      const shape = ellipse(x, y, r * 0.98, r * 0.98, 60);
      s.paint.fill(rect(x, y, 2 * r, 2 * r), {
        rgb: mix(s.style.dry, s.style.soil, rng.next()),
        ...GRAIN.crop,
        tag: TAG.field,
      });
      const crop = jitter(rng.pick(CROPS), 8, rng.next);
      const a0 = rng.range(0, 6.3);
      const cut = rng.chance(0.4) ? rng.range(0.7, 0.9) : 1;
      s.paint.fill(shape, {
        rgb: crop,
        ...GRAIN.crop,
        tag: TAG.field,
        tone: (px, py) => {
          const d = Math.hypot(px - x, py - y);
          const a = Math.atan2(py - y, px - x) - a0;
          return (1 + 0.04 * Math.sin(d / 3)) * (Math.cos(a / 2) > 0.86 ? cut : 1);
        },
      });
      s.features.add('farmland', shape, 'circular');
    }
  }
}

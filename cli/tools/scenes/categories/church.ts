import { mix, type Rgb, scale } from '../core/color';
import { ellipse, type Polygon, rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric } from '../parts/fabric';
import { base } from '../parts/ground';
import { dome, flatRoof, pitched } from '../parts/roofs';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { BUILDABLE, walls } from '../parts/walls';
import { centred } from './layout';

const COPPER: Rgb = [118, 146, 134];

/** A square tower under a pyramid roof. `r` is half its side. */
function spire(s: Scene, x: number, y: number, r: number, h: number, rgb: Rgb): void {
  const roof = walls(s, rect(x, y, r * 2, r * 2), h, [170, 160, 140]);
  let cx = 0;
  let cy = 0;
  for (const [u, v] of roof) {
    cx += u / 4;
    cy += v / 4;
  }
  roof.forEach((a, i) => {
    const b = roof[(i + 1) % 4] as readonly [number, number];
    const mx = (a[0] + b[0]) / 2 - cx;
    const my = (a[1] + b[1]) / 2 - cy;
    const len = Math.hypot(mx, my) || 1;
    s.paint.fill([a, b, [cx, cy]], {
      rgb: scale(rgb, s.light((mx / len) * 0.9, (my / len) * 0.9)),
      ...GRAIN.roof,
      tag: TAG.building,
      height: h + r,
    });
  });
}

/** Buttresses and chapels along the nave: a row of small roofs at either side. */
function chapels(s: Scene, l: number, w: number, rgb: Rgb): void {
  const n = s.rng.int(5, 9);
  const d = w * s.rng.range(0.28, 0.4);
  for (let i = 0; i < n; i++) {
    const x = -l / 2 + (l * (i + 0.5)) / n;
    for (const k of [-1, 1])
      pitched(
        s,
        x,
        k * (w * 0.85 + d / 2),
        (l / n) * 0.8,
        d,
        Math.PI / 2,
        w * 0.3,
        scale(rgb, 0.95),
        false,
      );
  }
}

/** Nave, aisles, transept, apse, towers, a dome over the crossing. Returns the outline; w is the nave's width. */
function longChurch(s: Scene, l: number, w: number, rgb: Rgb): Polygon {
  const { rng } = s;
  const high = w * rng.range(0.6, 0.9);
  const tx = l * rng.range(0.08, 0.2);
  const wings = l * rng.range(0.5, 0.7);
  const cross = rng.chance(0.8);
  if (rng.chance(0.6)) chapels(s, l * 0.86, w, rgb);
  pitched(s, 0, 0, l * 0.94, w * 1.75, 0, high * 0.4, scale(rgb, 0.92), false);
  if (cross) pitched(s, tx, 0, wings, w * 0.95, Math.PI / 2, high, rgb, false);
  pitched(s, 0, 0, l, w, 0, high, rgb, false);
  dome(s, l / 2, 0, w * 0.52, high * 0.8, scale(rgb, 0.95), 0.45);
  if (cross && rng.chance(0.6)) {
    const top = rng.pick<Rgb>([COPPER, [176, 168, 150], rgb, [96, 100, 110]]);
    if (rng.chance(0.6)) {
      flatRoof(s, ellipse(tx, 0, w * 0.62), high * 1.3, scale(top, 0.9), 0);
      dome(s, tx, 0, w * 0.52, high * 1.4, top, 0.8);
    } else spire(s, tx, 0, w * 0.34, high * 2, top);
  }
  const towers = rng.weighted([
    [[-1, 1], 5],
    [[0], 3],
    [[], 2],
  ] as const);
  const tip = rng.pick<Rgb>([COPPER, [90, 92, 96], [176, 164, 142]]);
  for (const k of towers)
    spire(s, -l / 2 + w * 0.2, k * w * 0.62, w * 0.33, high * rng.range(1.8, 2.6), tip);
  const h = w * 0.88;
  if (!cross) return rect(0, 0, l, h * 2);
  const [a, b, q] = [tx - w / 2, tx + w / 2, wings / 2];
  return [
    [-l / 2, -h],
    [a, -h],
    [a, -q],
    [b, -q],
    [b, -h],
    [l / 2, -h],
    [l / 2 + w / 2, 0],
    [l / 2, h],
    [b, h],
    [b, q],
    [a, q],
    [a, h],
    [-l / 2, h],
  ];
}

/** A church on a central plan: one great dome, four arms. */
function centralChurch(s: Scene, l: number, rgb: Rgb): Polygon {
  const { rng } = s;
  const r = l * 0.26;
  const high = r * rng.range(0.6, 0.9);
  const top = rng.pick<Rgb>([rgb, COPPER, [200, 196, 188]]);
  for (const a of [0, Math.PI / 2]) pitched(s, 0, 0, l * 0.92, r * 1.1, a, high * 0.8, rgb, false);
  for (const [x, y] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    if (rng.chance(0.7)) dome(s, x * r * 1.05, y * r * 1.05, r * 0.32, high, scale(top, 0.95), 0.7);
  }
  flatRoof(s, ellipse(0, 0, r * 1.08, undefined, 16), high * 1.2, scale(rgb, 0.95), 0);
  dome(s, 0, 0, r * 0.95, high * 1.4, top, 0.7);
  dome(s, 0, 0, r * 0.18, high * 1.4 + r * 0.66, [222, 220, 212], 0.9);
  const q = l * 0.46;
  const k = r * 0.55;
  return [
    [-q, -k],
    [-k, -k],
    [-k, -q],
    [k, -q],
    [k, -k],
    [q, -k],
    [q, k],
    [k, k],
    [k, q],
    [-k, q],
    [-k, k],
    [-q, k],
  ];
}

/** A cloister beside the church: four wings round a garden. */
function cloister(s: Scene, x: number, y: number, side: number, rgb: Rgb): void {
  const d = side * 0.2;
  const m = side / 2 - d / 2;
  s.paint.fill(rect(x, y, side, side), { rgb: s.style.grass, ...GRAIN.lawn, tag: TAG.grass });
  for (const k of [-1, 1]) {
    pitched(s, x, y + k * m, side, d, 0, 7, rgb, false);
    pitched(s, x + k * m, y, side, d, Math.PI / 2, 7, rgb, false);
  }
  s.features.add('building', rect(x, y, side, side));
  s.paint.within(x, y, 0, () => scatter(s, 5, side * 0.5, side * 0.5, [1.5, 3], tags(TAG.grass)));
}

export const church: Composer = {
  extent: [95, 200],
  regions: ['europe', 'europe', 'mediterranean', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    base(s, mix(s.style.asphalt, s.style.soil, 0.25), GRAIN.asphalt, TAG.yard);
    centred(s, rng.range(0, Math.PI), () => {
      const l = Math.min(120, e * rng.range(0.5, 0.7));
      const w = l * rng.range(0.16, 0.22);
      const deep = l * rng.range(0.3, 0.42);
      const long = l * rng.range(0.56, 0.64);
      const plaza = rng.chance(0.65);
      s.paint.fill(rect(0, 0, long * 2, deep * 2), {
        rgb: plaza ? mix(s.style.asphalt, [142, 134, 122], 0.7) : s.style.grass,
        ...(plaza ? GRAIN.concrete : GRAIN.grass),
        tag: plaza ? TAG.paved : TAG.grass,
      });
      const stones: Rgb[] = [
        [96, 98, 102],
        [124, 120, 114],
        [140, 112, 92],
        [178, 172, 162],
        [112, 136, 126],
      ];
      const rgb = rng.chance(0.55) ? s.style.houseRoof() : rng.pick(stones);
      const shape = rng.chance(0.88) ? longChurch(s, l, w, rgb) : centralChurch(s, l * 0.85, rgb);
      s.features.add('church', shape);
      if (rng.chance(0.45))
        cloister(
          s,
          rng.range(-0.1, 0.1) * l,
          (rng.chance(0.5) ? 1 : -1) * (w * 0.9 + l * 0.18),
          l * 0.3,
          rgb,
        );
      fabric(s, e * 1.8, {
        block: [rng.range(44, 70), rng.range(32, 48)],
        street: rng.range(5.5, 8.5),
        gap: 30,
        kinds: [
          ['perimeter', 5],
          ['packed', 4],
          ['houses', s.style.region === 'america' ? 3 : 0],
          ['offices', 0.6],
        ],
        streetTrees: 0.08,
        shake: 0.3,
        hole: [long * 2, deep * 2],
      });
      scatter(
        s,
        plaza ? rng.int(2, 12) : rng.int(20, 50),
        long * 2,
        deep * 2,
        [2, 4.6],
        tags(TAG.grass, TAG.yard),
      );
      treeLine(
        s,
        rect(0, 0, long * 1.9, deep * 1.9),
        7,
        [2, 3.6],
        rng.range(0.3, 1),
        tags(TAG.paved, TAG.grass) & BUILDABLE,
      );
    });
    noteTrees(s);
  },
};

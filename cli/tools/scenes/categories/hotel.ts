import { mix, type Rgb } from '../core/color';
import { blob, rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { flatRoof, pitched } from '../parts/roofs';
import { scatter } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { grown } from '../parts/water';

/** The hotel: a chain of wings round the pool court, open to the view. */
export function hotel(s: Scene, y: number, width: number, roof: Rgb): void {
  const { rng } = s;
  const tall = rng.range(9, 26);
  const d = rng.range(17, 26);
  const flat = rng.chance(0.6);
  const put = (x: number, v: number, w: number, a: number) => {
    const foot = rect(x, v, w, d, a);
    if (!s.paint.free(foot, BUILDABLE | tags(TAG.paved))) return;
    if (flat) flatRoof(s, foot, tall, roof, 2);
    else pitched(s, x, v, w, d, a, tall * 0.6, roof, true);
    s.features.add('building', foot);
  };
  const kind = rng.weighted([
    ['bow', 3],
    ['wings', 3],
    ['cluster', 5],
  ] as const);
  if (kind === 'cluster') {
    let x = -width / 2;
    let v = y;
    while (x < width / 2) {
      const w = rng.range(16, 34);
      const foot = rect(x + w / 2, v, w, rng.range(16, 34), rng.pick([0, 0, 0.4, -0.4]));
      if (s.paint.free(foot, BUILDABLE | tags(TAG.paved, TAG.building))) {
        if (rng.chance(0.25)) flatRoof(s, foot, tall * 0.5, s.style.houseRoof(), 1);
        else flatRoof(s, foot, tall * rng.range(0.5, 1.2), roof, 2);
      }
      x += w * rng.range(0.6, 0.9);
      v = y + rng.range(-0.5, 0.5) * d * 1.6;
    }
    s.features.add('building', rect(0, y, width, d * 1.8));
  } else if (kind === 'bow') {
    const n = rng.int(5, 8);
    const r = width * 0.6;
    for (let i = 0; i < n; i++) {
      const a = Math.PI * (1.1 + (0.8 * i) / (n - 1));
      put(Math.cos(a) * r, y + r * 0.75 + Math.sin(a) * r * 0.75, (r * 2.6) / n, a + Math.PI / 2);
    }
  } else {
    put(0, y, width, 0);
    for (const k of [-1, 1])
      put(k * (width / 2 - d / 2), y + width * 0.22, width * 0.36, Math.PI / 2);
    if (rng.chance(0.6)) put(0, y - d * 1.1, width * 0.4, 0);
  }
}

/** The guests' cars behind the hotel, trees between the rows. */
export function carPark(s: Scene, y: number, e: number): void {
  const { rng } = s;
  const w = e * rng.range(0.4, 0.8);
  const x = rng.range(-0.15, 0.15) * e;
  const lot = rect(x, y, w, 44);
  if (!s.paint.free(lot, BUILDABLE)) return;
  s.paint.fill(lot, { rgb: s.style.asphalt, ...GRAIN.asphalt, tag: TAG.paved, height: 0 });
  s.paint.within(x, y, 0, () => {
    parkingBays(s, w, 42, rng.range(0.3, 0.9));
    scatter(s, Math.round(w / 7), w, 44, [1.6, 3], tags(TAG.paved));
  });
  s.features.add('parking lot', lot);
}

/** Pools of free form on a terrace, with islands, loungers and parasols. */
export function poolCourt(s: Scene, y: number, w: number, h: number): void {
  const { rng } = s;
  const deck = mix(s.style.concrete, [214, 198, 170], rng.range(0.3, 0.8));
  const ground = tags(TAG.grass, TAG.bare, TAG.yard, TAG.sand, TAG.paved);
  s.paint.fill(blob(0, y, w / 2, h / 2, 0.22, rng.next), {
    rgb: deck,
    ...GRAIN.concrete,
    tag: TAG.paved,
    on: ground,
  });
  for (let i = rng.int(3, 7); i > 0; i--) {
    const x = rng.range(-0.38, 0.38) * w;
    const v = y + rng.range(-0.26, 0.26) * h;
    const shape = blob(
      x,
      v,
      w * rng.range(0.08, 0.2),
      h * rng.range(0.1, 0.22),
      0.55,
      rng.next,
      48,
    );
    if (!s.paint.free(grown(shape, 1.1), ground)) continue;
    s.paint.as('swimming pool', () =>
      s.paint.fill(shape, {
        rgb: [74, 170, 198],
        fine: 0.03,
        mid: 0.08,
        tag: TAG.pool,
        height: 0,
        on: ground,
      }),
    );
    s.features.add('swimming pool', shape, 'blue');
    if (rng.chance(0.4))
      s.paint.fill(blob(x, v, 3.4, 3, 0.2, rng.next, 18), { rgb: s.style.grass, tag: TAG.grass });
  }
  for (let i = 0; i < 90; i++) {
    const x = rng.range(-0.5, 0.5) * w;
    const v = y + rng.range(-0.5, 0.5) * h;
    if (s.paint.tagAt(x, v) !== TAG.paved) continue;
    if (rng.chance(0.5))
      s.paint.fill(blob(x, v, 1.3, 1.3, 0, rng.next, 9), {
        rgb: rng.pick<Rgb>([
          [226, 222, 210],
          [186, 164, 124],
          [170, 90, 70],
        ]),
        height: 2.2,
      });
    else s.paint.fill(rect(x, v, 2, 0.8, rng.range(0, 3)), { rgb: [226, 226, 222], height: 0.5 });
  }
}

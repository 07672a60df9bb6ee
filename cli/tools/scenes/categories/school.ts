import { mix, type Rgb } from '../core/color';
import { blob, type Point, type Polygon, rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { openLand } from '../parts/ground';
import { plots } from '../parts/plots';
import { road } from '../parts/roads';
import { flatRoof, pitched } from '../parts/roofs';
import { baseball, court, footballField, track } from '../parts/sports';
import { grove, noteTrees, scatter, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { centred } from './layout';

/** The wings of a school building around (x, y), within w·h: bars, an L, a U, an H or a closed court. */
function wings(s: Scene, x: number, y: number, w: number, h: number): Polygon[] {
  const { rng } = s;
  const d = Math.min(rng.range(13, 19), h * 0.4);
  const bar = rect(x, y - h / 2 + d / 2, w, d);
  const foot = rect(x, y + h / 2 - d / 2, w, d);
  const side = (t: number) => rect(x + t * (w / 2 - d / 2), y, d, h - 2 * d + 1);
  const kind = rng.weighted([
    ['L', 2],
    ['U', 3],
    ['H', 2],
    ['court', 3],
    ['bars', 2],
    ['block', 2],
  ] as const);
  if (kind === 'L') return [bar, rect(x - w / 2 + d / 2, y + d / 2, d, h - d)];
  if (kind === 'U') return [bar, side(-1), side(1)];
  if (kind === 'H') return [bar, foot, side(0)];
  if (kind === 'court') return [bar, foot, side(-1), side(1)];
  if (kind === 'bars') return [bar, foot];
  return [rect(x, y, w * 0.8, h * 0.6)];
}

/** Sports grounds of a campus in a w·h corner around the origin. */
function grounds(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const kind = rng.weighted([
    ['track', 5],
    ['field', 2],
    ['baseball', s.style.region === 'america' ? 3 : 0.5],
  ] as const);
  const k = Math.min(1, Math.max(w, h) / 190, Math.min(w, h) / 104);
  const turn = w > h ? 0 : Math.PI / 2;
  if (kind === 'track') s.paint.within(0, 0, turn, () => track(s, k));
  else if (kind === 'field') s.paint.within(0, 0, turn, () => footballField(s, 104 * k, 66 * k));
  else
    s.paint.within(-w * 0.4, -h * 0.4, 0, () =>
      baseball(s, 24 * k, 86 * k, rng.chance(0.5), false),
    );
}

/** One plot of a campus: mostly a building on its apron; else a lawn with trees, a car park, courts. */
function plot(s: Scene, w: number, h: number, path: Rgb, roof: Rgb, gable: boolean): void {
  const { rng } = s;
  const bw = w * rng.range(0.78, 0.94);
  const bh = h * rng.range(0.72, 0.94);
  if (!s.paint.free(rect(0, 0, bw, bh), BUILDABLE)) return;
  s.paint.fill([rect(0, 0, w, h), rect(0, 0, w - 5, h - 5)], {
    rgb: path,
    ...GRAIN.concrete,
    tag: TAG.paved,
    evenOdd: true,
    on: BUILDABLE,
  });
  const kind = rng.weighted([
    ['building', 8],
    ['lawn', 1],
    ['cars', 1],
    ['courts', 0.8],
  ] as const);
  if (kind === 'building') {
    s.paint.fill(rect(0, 0, w - 2, h - 2), {
      rgb: path,
      ...GRAIN.concrete,
      tag: TAG.yard,
      alpha: rng.range(0.2, 1),
    });
    const tall = rng.range(8, 19);
    const rgb = rng.chance(0.75) ? roof : s.style.flatRoof();
    for (const foot of wings(s, 0, 0, bw, bh)) {
      const [[ax, ay], , [bx, by]] = foot as [Point, Point, Point];
      if (gable)
        pitched(
          s,
          (ax + bx) / 2,
          (ay + by) / 2,
          Math.abs(bx - ax),
          Math.abs(by - ay),
          0,
          tall,
          rgb,
          true,
        );
      else flatRoof(s, foot, tall, rgb, 1.5);
    }
    s.features.add('building', rect(0, 0, bw, bh));
  } else if (kind === 'cars') {
    s.paint.fill(rect(0, 0, bw, bh), { rgb: s.style.asphalt, ...GRAIN.asphalt, tag: TAG.paved });
    parkingBays(s, bw, bh, 0.6);
    s.features.add('parking lot', rect(0, 0, bw, bh));
  } else if (kind === 'courts') {
    for (let x = -w / 2 + 22; x < w / 2 - 18; x += 40) {
      for (let y = -h / 2 + 14; y < h / 2 - 10; y += 22)
        s.paint.within(x, y, 0, () => court(s, rng.chance(0.6) ? 'basketball' : 'tennis'));
    }
  } else {
    grove(s, blob(0, 0, w * 0.36, h * 0.3, 0.4, rng.next), 3.2, rng.range(0.4, 1), tags(TAG.grass));
  }
}

/** A school or a college: large buildings of one make among trees, playing fields at one side. */
export const school: Composer = {
  extent: [240, 620],
  regions: ['asia', 'asia', 'europe', 'america', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      const w = Math.min(e * rng.range(0.9, 1.1), 560);
      const h = Math.min(e * rng.range(0.85, 1.05), 500);
      const campus = rect(0, 0, w, h);
      s.paint.fill(campus, {
        rgb: mix(s.style.grass, s.style.concrete, rng.range(0, 0.6)),
        ...GRAIN.grass,
        tag: TAG.grass,
      });
      for (const k of [-1, 1]) {
        road(
          s,
          [
            [-e, k * (h / 2 + 8)],
            [e, k * (h / 2 + 8)],
          ],
          rng.range(8, 13),
          { gap: 30 },
        );
        road(
          s,
          [
            [k * (w / 2 + 8), -e],
            [k * (w / 2 + 8), e],
          ],
          rng.range(8, 13),
          { gap: 30 },
        );
      }
      const drive = rng.range(-0.1, 0.2) * h;
      const on = tags(TAG.grass);
      road(
        s,
        [
          [-w / 2, drive],
          [w / 2, drive],
        ],
        7,
        { marks: 'none', on, gap: 60 },
      );
      const left = rng.chance(0.5) ? -1 : 1;
      const gw = Math.min(110, w * 0.32);
      const gh = Math.min(190, h * 0.55);
      const gx = left * (w / 2 - gw / 2 - 6);
      const gy = rng.pick([-1, 1]) * (h / 2 - gh / 2 - 6);
      s.paint.within(gx, gy, 0, () => grounds(s, gw, gh));
      for (let i = rng.int(0, 5); i > 0; i--) {
        const cx = gx - left * (gw / 2 + 24);
        const cy = gy + (i - 3) * 22;
        if (s.paint.free(rect(cx, cy, 36, 20), BUILDABLE))
          s.paint.within(cx, cy, 0, () => court(s, rng.chance(0.6) ? 'basketball' : 'tennis'));
      }
      const roof = rng.chance(0.6) ? s.style.flatRoof() : s.style.houseRoof();
      const gable = rng.chance(0.3);
      const path = mix(s.style.concrete, s.style.asphalt, rng.range(0, 0.5));
      const size = rng.range(58, 96);
      for (const [top, bottom] of [
        [-h / 2, drive - 9],
        [drive + 9, h / 2],
      ] as const) {
        for (const [x, y, pw, ph] of plots(s, w - 4, bottom - top - 2, size)) {
          s.paint.within(x, y + (top + bottom) / 2, 0, () => plot(s, pw, ph, path, roof, gable));
        }
      }
      for (let i = 0; i < 16; i++) {
        const lawn = blob(
          rng.range(-0.5, 0.5) * w,
          rng.range(-0.5, 0.5) * h,
          26,
          15,
          0.3,
          rng.next,
        );
        s.paint.fill(lawn, {
          rgb: mix(s.style.grass, s.style.dry, rng.range(0, 0.5)),
          ...GRAIN.grass,
          on: tags(TAG.grass),
          alpha: 0.7,
        });
      }
      s.features.add('school', campus);
      for (let i = rng.int(5, 14); i > 0; i--) {
        const g = blob(
          rng.range(-0.5, 0.5) * w,
          rng.range(-0.5, 0.5) * h,
          rng.range(9, 26),
          rng.range(7, 16),
          0.4,
          rng.next,
        );
        grove(s, g, 3, rng.range(0.6, 1), tags(TAG.grass, TAG.yard));
      }
      const planted = tags(TAG.yard, TAG.grass);
      treeLine(
        s,
        [
          [-w / 2, drive + 7],
          [w / 2, drive + 7],
        ],
        7,
        [2, 3.6],
        0.25,
        planted,
      );
      treeLine(
        s,
        [
          [-w / 2, drive - 7],
          [w / 2, drive - 7],
        ],
        7,
        [2, 3.6],
        0.25,
        planted,
      );
      treeLine(s, [...campus, campus[0] as readonly [number, number]], 7, [2, 4], 0.35, planted);
      scatter(s, Math.round((w * h) / rng.range(500, 1500)), w, h, [1.8, 4], planted);
      fabric(s, e * 1.6, { ...townOf(s, 0.6), hole: [w + 2, h + 2] });
    });
    noteTrees(s);
  },
};

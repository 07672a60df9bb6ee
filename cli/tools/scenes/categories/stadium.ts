import { mix, type Rgb, scale } from '../core/color';
import { blob, type Polygon, rect, roundRect, smooth, superEllipse } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { shed } from '../parts/buildings';
import { fabric, townOf } from '../parts/fabric';
import { base } from '../parts/ground';
import { road } from '../parts/roads';
import { footballField, stand } from '../parts/sports';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE, lean } from '../parts/walls';
import { centred } from './layout';

/** A bowl: roof ring in segments, seats, pitch; the roof is high and throws its shadow on the grass. */
function bowl(s: Scene, w: number, h: number, e: number, roof: Rgb, cover: number): void {
  const { paint, rng } = s;
  const high = rng.range(22, 38);
  const [lx, ly] = lean(s);
  const seats = rng.pick<Rgb>([
    [96, 110, 150],
    [150, 80, 76],
    [150, 150, 150],
    [176, 166, 140],
    [90, 120, 110],
  ]);
  const at = (k: number, z: number): Polygon =>
    superEllipse(lx * z, ly * z, (w / 2) * k, (h / 2) * k, e);
  const inner = rng.range(0.56, 0.62);
  paint.fill([at(1, 0)], {
    rgb: seats,
    fine: 0.05,
    tag: TAG.building,
    height: 2,
  });
  const radius = (x: number, y: number) =>
    (Math.abs(x / (w / 2)) ** e + Math.abs(y / (h / 2)) ** e) ** (1 / e);
  paint.fill([at(1, 0), at(inner, 0)], {
    rgb: seats,
    evenOdd: true,
    fine: 0.08,
    mid: 0.05,
    tag: TAG.building,
    height: (x, y) => 2 + ((radius(x, y) - inner) / (1 - inner)) * high * 0.7,
    tone: (x, y) => (Math.floor(radius(x, y) * 46) % 2 ? 0.92 : 1.05),
  });
  paint.fill(at(inner, 0), {
    rgb: rng.chance(0.35) ? [164, 92, 74] : s.style.grass,
    ...GRAIN.lawn,
    tag: TAG.pitch,
    height: 0,
  });
  const pw = Math.min(106, w * inner * 0.86);
  footballField(s, pw, Math.min(68, h * inner * 0.86, pw * 0.65));
  for (let i = 1; i <= 5; i++) {
    paint.fill([at(1, (high * i) / 5), at(0.985, (high * i) / 5)], {
      rgb: scale(roof, 0.6),
      evenOdd: true,
      tag: TAG.building,
      height: (high * i) / 5,
    });
  }
  if (cover <= 0) return;
  const ribs = rng.int(24, 64);
  const strength = rng.range(0.04, 0.13);
  const edge = 1 - (1 - inner) * cover;
  paint.fill([at(1.01, high), at(edge, high)], {
    rgb: roof,
    evenOdd: true,
    ...GRAIN.metal,
    tag: TAG.building,
    height: (x, y) => high + 6 * (1 - radius(x - lx * high, y - ly * high)),
    tone: (x, y) => {
      const a = Math.atan2((y - ly * high) / h, (x - lx * high) / w);
      const t = Math.abs((((a / (2 * Math.PI)) * ribs + ribs) % 1) - 0.5) * 2;
      const k = radius(x - lx * high, y - ly * high);
      return (
        s.light(Math.cos(a) * 0.25, Math.sin(a) * 0.25) *
        (1 - (t > 0.82 ? strength : 0)) *
        (k > 0.975 ? 0.85 : 1)
      );
    },
  });
}

/** Four straight stands round a pitch, as in old grounds. */
function fourStands(s: Scene, roof: Rgb): Polygon {
  const { rng } = s;
  const pw = 105;
  const ph = 68;
  footballField(s, pw, ph);
  const d = rng.range(22, 32);
  for (const [x, y, w, a] of [
    [0, -ph / 2 - d / 2 - 6, pw + rng.range(4, 30), 0],
    [0, ph / 2 + d / 2 + 6, pw + rng.range(4, 30), Math.PI],
    [-pw / 2 - d / 2 - 6, 0, ph + rng.range(0, 20), -Math.PI / 2],
    [pw / 2 + d / 2 + 6, 0, ph + rng.range(0, 20), Math.PI / 2],
  ] as const) {
    stand(
      s,
      x,
      y,
      w,
      d,
      a,
      rng.pick<Rgb>([
        [96, 110, 150],
        [150, 90, 86],
        [150, 150, 150],
      ]),
    );
    if (rng.chance(0.85))
      shed(s, x - Math.sin(-a) * d * 0.12, y - Math.cos(a) * d * 0.12, w, d * 0.8, a, roof, false);
  }
  return rect(0, 0, pw + 2 * d + 12, ph + 2 * d + 12);
}

export const stadium: Composer = {
  extent: [230, 420],
  compose(s) {
    const { rng, extent: e } = s;
    base(s, mix(s.style.concrete, s.style.asphalt, rng.range(0.2, 0.9)), GRAIN.concrete, TAG.yard);
    centred(s, rng.range(0, Math.PI), () => {
      const k = Math.min(e * rng.range(0.66, 0.86), 300);
      const roof = rng.pick<Rgb>([
        [230, 230, 228],
        [212, 212, 210],
        [186, 190, 196],
        [226, 216, 200],
        [150, 160, 176],
      ]);
      let shape: Polygon;
      if (rng.chance(0.75)) {
        const ratio = rng.range(0.76, 0.96);
        const power = rng.range(2, 3.4);
        bowl(
          s,
          k,
          k * ratio,
          power,
          roof,
          rng.weighted([
            [0, 1],
            [0.55, 1],
            [0.92, 4],
          ] as const),
        );
        shape = superEllipse(0, 0, k / 2, (k * ratio) / 2, power);
      } else {
        shape = fourStands(s, roof);
      }
      s.features.add('stadium', shape);
      const keep = k * 0.56;
      const ring = roundRect(0, 0, keep * 2.1, keep * 1.95, keep * 0.7);
      if (rng.chance(0.7))
        road(s, [...ring, ...ring.slice(0, 2)], rng.range(7, 12), {
          gap: 60,
          rgb: s.style.asphalt,
        });
      for (const side of [-1, 1]) {
        const lot = rect(side * (keep + 40), 0, 52, e);
        if (rng.chance(0.55)) {
          s.paint.fill(lot, {
            rgb: s.style.asphalt,
            ...GRAIN.asphalt,
            tag: TAG.paved,
            on: BUILDABLE,
          });
          s.paint.within(side * (keep + 40), 0, Math.PI / 2, () =>
            parkingBays(s, e, 48, rng.range(0.1, 0.9)),
          );
          s.features.add('parking lot', lot);
        }
      }
      for (let i = 0; i < 5; i++) {
        const a = rng.range(0, 6.3);
        const lawn = blob(
          Math.cos(a) * e * 0.5,
          Math.sin(a) * e * 0.48,
          e * 0.2,
          e * 0.1,
          0.3,
          rng.next,
        );
        s.paint.fill(lawn, {
          rgb: s.style.grass,
          ...GRAIN.grass,
          tag: TAG.grass,
          on: BUILDABLE,
        });
      }
      road(
        s,
        smooth(
          [
            [-e, keep + 20],
            [0, keep + 12],
            [e, keep + 26],
          ],
          10,
        ),
        12,
        { marks: 'lanes', gap: 40 },
      );
      if (rng.chance(0.6))
        fabric(s, e * 1.6, {
          ...townOf(s, 0.4),
          where: (x, y) => Math.abs(y) > keep + 24 || Math.abs(x) > keep + 70,
        });
      scatter(s, rng.int(40, 160), e * 1.4, e * 1.4, [2, 4], tags(TAG.grass));
      treeLine(s, roundRect(0, 0, keep * 2.3, keep * 2.12, keep * 0.7), 9, [2, 3.6], 0.4);
    });
    noteTrees(s);
  },
};

import { mix, type Rgb, scale } from '../core/color';
import { blob, ellipse, type Polygon, rect, superEllipse } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { base } from '../parts/ground';
import { dome, flatRoof, pitched } from '../parts/roofs';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE, walls } from '../parts/walls';
import { centred } from './layout';

/** The hall of a civic centre: a large roof of striking form. Returns its outline. */
function landmark(s: Scene, r: number): Polygon {
  const { rng, paint } = s;
  const pale = rng.pick<Rgb>([
    [226, 226, 222],
    [200, 200, 196],
    [176, 178, 180],
    [150, 154, 160],
    [196, 182, 158],
    [120, 124, 130],
    [150, 90, 78],
  ]);
  const high = rng.range(14, 32);
  const form = rng.weighted([
    ['dome', 3],
    ['drum', 3],
    ['oval', 3],
    ['shell', 2],
    ['tiers', 2],
    ['petals', 1.5],
  ] as const);
  if (form === 'dome') {
    const foot = ellipse(0, 0, r, r, 44);
    flatRoof(s, foot, high * 0.4, mix(pale, [150, 150, 150], 0.3), 0);
    dome(s, 0, 0, r * 0.88, high * 0.4, pale, rng.range(0.3, 0.6));
    return foot;
  }
  const ribbed = (foot: Polygon, z: number, rgb: Rgb, ribs: number, tilt: number, inner = 0) => {
    const roof = walls(s, foot, z, scale(rgb, 0.9));
    const cx = (roof[0]?.[0] ?? 0) - (foot[0]?.[0] ?? 0);
    const cy = (roof[0]?.[1] ?? 0) - (foot[0]?.[1] ?? 0);
    const shape =
      inner > 0
        ? [roof, roof.map(([x, y]) => [cx + (x - cx) * inner, cy + (y - cy) * inner] as const)]
        : [roof];
    paint.fill(shape, {
      rgb,
      ...GRAIN.metal,
      evenOdd: inner > 0,
      tag: TAG.building,
      height: z,
      tone: (x, y) => {
        const a = Math.atan2(y - cy, x - cx);
        const t = Math.abs((((a / (2 * Math.PI)) * ribs + ribs) % 1) - 0.5) * 2;
        return s.light(Math.cos(a) * tilt, Math.sin(a) * tilt) * (t > 0.86 ? 0.9 : 1);
      },
    });
  };
  if (form === 'drum') {
    const foot = ellipse(0, 0, r, r, 48);
    ribbed(foot, high, pale, rng.int(12, 48), rng.range(0.2, 0.6));
    ribbed(
      ellipse(0, 0, r * rng.range(0.3, 0.6), undefined, 40),
      high + 4,
      scale(pale, rng.pick([0.7, 0.9, 1.1])),
      20,
      0.5,
    );
    if (rng.chance(0.4)) dome(s, 0, 0, r * 0.16, high + 6, [232, 232, 230]);
    return foot;
  }
  if (form === 'oval') {
    const foot = superEllipse(0, 0, r * 1.25, r * rng.range(0.7, 0.95), rng.range(2, 3.2));
    ribbed(foot, high, pale, rng.int(16, 50), rng.range(0.3, 0.7));
    const c = superEllipse(0, 0, r * 0.6, r * 0.3, 2);
    if (rng.chance(0.6))
      paint.fill(walls(s, c, high + 3, pale), {
        rgb: mix(pale, [70, 90, 110], 0.6),
        ...GRAIN.metal,
        height: high + 3,
      });
    return foot;
  }
  if (form === 'shell') {
    const foot = rect(0, 0, r * 2.2, r * 1.5);
    const roof = walls(s, foot, high, pale);
    const waves = rng.int(1, 7);
    paint.fill(roof, {
      rgb: pale,
      ...GRAIN.metal,
      tag: TAG.building,
      height: high,
      tone: (x) =>
        1 + 0.16 * Math.sin((x / (r * 2.2)) * waves * 2 * Math.PI) * Math.sign(s.light(1, 0) - 1),
    });
    return foot;
  }
  if (form === 'tiers') {
    const foot = rect(0, 0, r * 2, r * 2);
    for (let i = 0; i < 4; i++)
      flatRoof(
        s,
        rect(0, 0, r * 2 * (1 - i * 0.2), r * 2 * (1 - i * 0.2)),
        high * (0.4 + i * 0.25),
        scale(pale, i % 2 ? 0.8 : 1),
        0.2,
      );
    return foot;
  }
  const n = rng.int(5, 9);
  for (let i = 0; i < n; i++) {
    const a = (i / n) * 2 * Math.PI;
    pitched(
      s,
      Math.cos(a) * r * 0.62,
      Math.sin(a) * r * 0.62,
      r * 0.8,
      r * 0.42,
      a,
      high * 0.6,
      pale,
      false,
    );
  }
  dome(s, 0, 0, r * 0.42, high * 0.8, scale(pale, 1.04), 0.4);
  return ellipse(0, 0, r, r, 44);
}

export const center: Composer = {
  extent: [170, 400],
  compose(s) {
    const { rng, extent: e } = s;
    base(
      s,
      mix(s.style.concrete, s.style.asphalt, rng.range(0, 0.6)),
      { fine: 0.05, mid: 0.1, big: 0.1 },
      TAG.yard,
    );
    centred(s, rng.range(0, 6.3), () => {
      const r = Math.min(115, e * rng.range(0.22, 0.32));
      for (let i = 0; i < 12; i++) {
        const a = rng.range(0, 6.3);
        const d = r * rng.range(1.4, 2.4);
        s.paint.fill(blob(Math.cos(a) * d, Math.sin(a) * d, r * 0.6, r * 0.32, 0.3, rng.next), {
          rgb: s.style.grass,
          ...GRAIN.lawn,
          tag: TAG.grass,
        });
      }
      for (let i = rng.int(1, 4); i > 0; i--) {
        const a = rng.range(0, 6.3);
        const d = r * rng.range(1.4, 1.6);
        const foot = rect(
          Math.cos(a) * d,
          Math.sin(a) * d,
          r * rng.range(0.4, 0.9),
          r * rng.range(0.25, 0.5),
          a + 1.57,
        );
        if (!s.paint.free(foot, BUILDABLE)) continue;
        flatRoof(s, foot, rng.range(6, 16), s.style.flatRoof(), 2);
        s.features.add('building', foot);
      }
      const keep = r * 1.62;
      if (rng.chance(0.5)) {
        const lot = rect(keep * 1.02, 0, keep * 0.5, keep * 1.6);
        s.paint.fill(lot, {
          rgb: s.style.asphalt,
          ...GRAIN.asphalt,
          tag: TAG.paved,
        });
        s.paint.within(keep * 1.02, 0, 0, () =>
          parkingBays(s, keep * 0.48, keep * 1.55, rng.range(0.3, 0.9)),
        );
        s.features.add('parking lot', lot);
      }
      s.features.add('center', landmark(s, r));
      fabric(s, e * 1.6, {
        ...townOf(s, 0.5),
        hole: [keep * 2.6, keep * 2.05],
        street: rng.range(12, 18),
        gap: 26,
      });
      scatter(s, rng.int(160, 420), e * 1.4, e * 1.4, [1.8, 4], tags(TAG.grass));
      if (rng.chance(0.5)) treeLine(s, ellipse(0, 0, r * 1.5, undefined, 40), 7, [1.8, 3.6], 0.4);
    });
    noteTrees(s);
  },
};

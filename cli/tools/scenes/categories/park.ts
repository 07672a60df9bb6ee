import { mix, scale } from '../core/color';
import { blob, ellipse, inside, rect, smooth, strip, superEllipse } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { grown, pond } from '../parts/water';
import { centred } from './layout';

export const park: Composer = {
  extent: [320, 1000],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    centred(s, rng.range(0, Math.PI), () => {
      const w = e * rng.range(0.62, 0.95);
      const h = e * rng.range(0.55, 0.9);
      const area = rng.chance(0.5)
        ? rect(0, 0, w, h)
        : superEllipse(0, 0, w / 2, h / 2, rng.range(2.2, 4));
      const ring = [...area, area[0] as readonly [number, number]];
      road(s, ring, rng.range(9, 14), { gap: 40 });
      s.paint.fill(area, {
        rgb: s.style.grass,
        ...GRAIN.grass,
        tag: TAG.grass,
        height: 0,
        on: BUILDABLE,
      });
      const lakes = rng.weighted([
        [0, 1.5],
        [1, 5],
        [2, 1.5],
      ] as const);
      for (let i = 0; i < lakes; i++) {
        const lake = blob(
          rng.range(-0.12, 0.12) * w,
          rng.range(-0.12, 0.12) * h,
          w * rng.range(0.12, 0.26),
          h * rng.range(0.1, 0.22),
          rng.range(0.4, 0.75),
          rng.next,
        );
        if (!s.paint.free(grown(lake, 1.15), BUILDABLE)) continue;
        pond(s, lake, undefined, mix(s.style.grass, s.style.concrete, 0.4));
        s.features.add('pond', lake);
        const round = grown(lake, 1.14);
        s.paint.fill(strip([...round, round[0] as readonly [number, number]], 3), {
          rgb: s.style.concrete,
          ...GRAIN.concrete,
          tag: TAG.paved,
          on: tags(TAG.grass),
        });
      }
      const paths = rng.int(5, 11);
      for (let i = 0; i < paths; i++) {
        const p = Array.from(
          { length: 5 },
          (_, k) => [(k / 4 - 0.5) * w * 1.05, rng.range(-0.5, 0.5) * h] as const,
        );
        const line = smooth(
          rng.chance(0.5) ? p : p.map(([x, y]) => [(y / h) * w, (x / w) * h] as const),
          9,
        );
        s.paint.fill(strip(line, rng.range(2, 4.5)), {
          rgb: mix(s.style.concrete, s.style.soil, 0.25),
          ...GRAIN.concrete,
          tag: TAG.paved,
          on: tags(TAG.grass),
        });
      }
      for (let i = rng.int(1, 4); i > 0; i--) {
        const x = rng.range(-0.36, 0.36) * w;
        const y = rng.range(-0.36, 0.36) * h;
        const r = e * rng.range(0.02, 0.05);
        if (!s.paint.free(rect(x, y, r * 2, r * 2), tags(TAG.grass, TAG.paved))) continue;
        s.paint.fill(ellipse(x, y, r), {
          rgb: scale(s.style.concrete, 1.04),
          ...GRAIN.concrete,
          tag: TAG.paved,
        });
        s.paint.fill([ellipse(x, y, r * 0.7), ellipse(x, y, r * 0.55)], {
          rgb: s.style.grass,
          evenOdd: true,
        });
        if (rng.chance(0.5))
          s.paint.fill(ellipse(x, y, r * 0.25), {
            rgb: s.style.waterColor,
            tag: TAG.water,
          });
      }
      for (let i = rng.int(2, 7); i > 0; i--) {
        const x = rng.range(-0.42, 0.42) * w;
        const y = rng.range(-0.42, 0.42) * h;
        const foot = rect(x, y, rng.range(12, 30), rng.range(9, 18), rng.range(0, 3));
        if (!s.paint.free(foot, tags(TAG.grass))) continue;
        flatRoof(s, foot, 5, s.style.houseRoof(), 0.4);
        s.features.add('building', foot);
      }
      const r = Math.max(2.8, s.step * 1.7);
      for (let i = rng.int(8, 20); i > 0; i--) {
        grove(
          s,
          blob(
            rng.range(-0.46, 0.46) * w,
            rng.range(-0.46, 0.46) * h,
            e * rng.range(0.05, 0.12),
            e * rng.range(0.04, 0.1),
            0.5,
            rng.next,
          ),
          r,
          rng.range(0.35, 1),
          tags(TAG.grass),
        );
      }
      scatter(
        s,
        Math.min(1500, (w * h) / rng.range(90, 260)),
        w * 0.98,
        h * 0.98,
        [2, 4.4],
        tags(TAG.grass),
      );
      s.features.add('park', area);
      fabric(s, e * 1.6, { ...townOf(s), where: (x, y) => !inside(area, x, y) });
    });
    noteTrees(s);
  },
};

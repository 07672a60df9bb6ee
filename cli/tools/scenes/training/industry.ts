import { centred } from '../categories/layout';
import { jitter, mix, type Rgb, scale } from '../core/color';
import { blob, ellipse, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { shed } from '../parts/buildings';
import { fabric, townOf } from '../parts/fabric';
import { openLand } from '../parts/ground';
import { grove, noteTrees, treeLine } from '../parts/vegetation';
import { car, truck } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { grown, pond } from '../parts/water';

/** An open pit: benches that step down, haul roads, a pool at the bottom, heaps, trucks. */
export const quarry: Composer = {
  extent: [150, 1100],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.6));
    const stone = jitter(
      rng.pick<Rgb>([
        [198, 188, 168],
        [176, 164, 146],
        [206, 200, 190],
        [182, 146, 110],
        [150, 142, 136],
      ]),
      12,
      rng.next,
    );
    centred(s, rng.range(0, 6.3), () => {
      for (let i = rng.int(1, 6); i > 0; i--)
        grove(
          s,
          blob(
            rng.range(-0.6, 0.6) * e,
            rng.range(-0.6, 0.6) * e,
            e * 0.2,
            e * 0.14,
            0.4,
            rng.next,
          ),
          3.3,
          0.9,
        );
      const rim = blob(0, 0, e * rng.range(0.34, 0.6), e * rng.range(0.28, 0.5), 0.3, rng.next, 90);
      s.paint.fill(grown(rim, 1.12), {
        rgb: mix(stone, s.style.soil, 0.5),
        fine: 0.1,
        mid: 0.2,
        big: 0.1,
        tag: TAG.bare,
        height: 0,
      });
      s.features.add('quarry', grown(rim, 1.05));
      const benches = rng.int(3, 8);
      const drop = rng.range(6, 14);
      let shape: Polygon = rim;
      for (let k = 0; k <= benches; k++) {
        const shade = k % 2 ? rng.range(0.72, 0.86) : rng.range(0.95, 1.06);
        s.paint.fill(shape, {
          rgb: scale(jitter(stone, 5, rng.next), shade),
          fine: 0.12,
          mid: 0.2,
          big: 0.08,
          tag: k % 2 ? TAG.rock : TAG.bare,
          height: -drop * k,
        });
        shape = grown(
          shape.map(([x, y]) => [x + rng.range(-1, 1), y + rng.range(-1, 1)] as const),
          k % 2 ? rng.range(0.82, 0.9) : rng.range(0.94, 0.97),
        );
      }
      if (rng.chance(0.55)) {
        const pool = blob(
          rng.range(-0.06, 0.06) * e,
          0,
          e * rng.range(0.04, 0.14),
          e * 0.07,
          0.4,
          rng.next,
        );
        pond(
          s,
          pool,
          rng.pick<Rgb>([
            [70, 140, 140],
            [46, 84, 96],
            [110, 150, 130],
          ]),
        );
        s.features.add('pond', pool);
      }
      const way = smooth(
        [
          [-e, rng.range(-0.2, 0.2) * e],
          [-e * 0.25, e * 0.12],
          [e * 0.05, -e * 0.08],
          [e * 0.1, e * 0.02],
        ],
        10,
      );
      s.paint.fill(strip(way, rng.range(7, 12)), {
        rgb: scale(stone, 1.12),
        alpha: 0.7,
        on: tags(TAG.bare, TAG.rock, TAG.grass),
      });
      for (let i = rng.int(1, 7); i > 0; i--) {
        const x = rng.range(-0.3, 0.3) * e;
        const y = rng.range(-0.25, 0.25) * e;
        const r = rng.range(5, 16);
        s.paint.fill(ellipse(x, y, r, r, 20), {
          rgb: scale(stone, rng.range(0.8, 1.15)),
          ...GRAIN.soil,
          tag: TAG.bare,
          height: (px, py) => Math.max(0, r * 0.6 * (1 - Math.hypot(px - x, py - y) / r)),
          tone: (px, py) => 1 + (0.2 * (px - x + py - y)) / r,
        });
      }
      if (s.step < 1.6)
        for (let i = rng.int(0, 5); i > 0; i--)
          truck(s, rng.range(-0.3, 0.3) * e, rng.range(-0.25, 0.25) * e, rng.range(0, 6.3));
    });
    noteTrees(s);
  },
};

/** Depots: large sheds with rows of trucks at their docks, car parks, fences. */
export const depot: Composer = {
  extent: [90, 420],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      s.paint.fill(rect(0, 0, e * 2, e * 2), {
        rgb: mix(s.style.asphalt, s.style.concrete, rng.next()),
        ...GRAIN.concrete,
        tag: TAG.paved,
        height: 0,
        on: BUILDABLE,
      });
      const w = rng.range(60, 180);
      const d = rng.range(36, 90);
      for (let y = -e * 0.8; y < e * 0.8; y += d + 70) {
        for (let x = -e * 0.8; x < e * 0.8; x += w + 16) {
          shed(s, x + w / 2, y + d / 2, w, d, 0);
          for (const side of [-1, 1])
            for (let u = 4; u < w - 4; u += 4.2)
              if (rng.chance(0.4))
                truck(s, x + u, y + d / 2 + side * (d / 2 + 9), (side * Math.PI) / 2);
          for (let u = 0; u < w; u += 2.9)
            if (rng.chance(0.35)) car(s, x + u, y + d + 36, Math.PI / 2, true);
        }
      }
      treeLine(
        s,
        [
          [-e, -e * 0.4],
          [e, -e * 0.4],
        ],
        8,
        [1.6, 3.4],
        0.5,
        tags(TAG.grass, TAG.bare),
      );
      if (rng.chance(0.4)) fabric(s, e * 1.9, { ...townOf(s, 0.3), where: (_, y) => y > e * 0.35 });
    });
    noteTrees(s);
  },
};

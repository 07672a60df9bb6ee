import { jitter, mix, type Rgb } from '../core/color';
import { blob, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { openLand, patches, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter, treeLine } from '../parts/vegetation';
import { grown, pond } from '../parts/water';
import { centred } from './layout';

/** Land on a scene with a water course: fields, woods or town. */
export function banks(s: Scene, wild: number): void {
  const { rng } = s;
  if (rng.chance(wild)) {
    openLand(s, rng.range(0.1, 0.5));
    patches(
      s,
      mix(s.style.grass, s.style.crown(), 0.5),
      GRAIN.grass,
      TAG.grass,
      0.4,
      s.extent / 4,
      0.4,
    );
  } else {
    townGround(s);
  }
}

export const pondScene: Composer = {
  extent: [160, 620],
  compose(s) {
    const { rng, extent: e } = s;
    banks(s, 0.65);
    const town = s.paint.tagAt(e / 2, e / 2) === TAG.yard || rng.chance(0.3);
    centred(s, rng.range(0, 6.3), () => {
      const k = rng.range(0.22, 0.38);
      const shape = rng.chance(0.25)
        ? rect(0, 0, e * k * 2.2, e * k * 1.5)
        : blob(
            0,
            0,
            e * k * rng.range(0.95, 1.3),
            e * k * rng.range(0.7, 1),
            rng.range(0.15, 0.5),
            rng.next,
          );
      const rgb = jitter(
        rng.pick<Rgb>([
          s.style.waterColor,
          [30, 44, 42],
          [40, 58, 58],
          [70, 92, 64],
          [24, 38, 48],
          [86, 116, 96],
        ]),
        5,
        rng.next,
      );
      const rim = mix(s.style.soil, s.style.grass, rng.next());
      pond(s, shape, rgb, rim);
      s.features.add('pond', shape);
      const away = e * rng.range(0.4, 0.47);
      if (rng.chance(0.65))
        road(
          s,
          [
            [-e, away],
            [e, away * rng.range(0.8, 1.1)],
          ],
          rng.range(5, 9),
          { gap: 60 },
        );
      if (rng.chance(0.35))
        road(s, [...grown(shape, 1.16), ...grown(shape, 1.16).slice(0, 2)], 2.5, {
          rgb: s.style.concrete,
          marks: 'none',
        });
      if (town)
        fabric(s, e * 1.6, {
          ...townOf(s, 0.2),
          where: (x, y) => Math.hypot(x, y) > e * k * 1.25,
        });
      const ring = grown(shape, 1.1);
      if (rng.chance(0.6))
        treeLine(s, [...ring, ring[0] as readonly [number, number]], 6, [2, 4.4], 0.45);
      for (let i = rng.int(1, 5); i > 0; i--) {
        const a = rng.range(0, 6.3);
        grove(
          s,
          blob(Math.cos(a) * e * 0.5, Math.sin(a) * e * 0.5, e * 0.2, e * 0.14, 0.4, rng.next),
          3.2,
          rng.range(0.5, 1),
        );
      }
      scatter(s, rng.int(10, 60), e * 1.4, e * 1.4, [1.5, 4]);
    });
    noteTrees(s);
  },
};

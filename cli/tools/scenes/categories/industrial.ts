import { mix } from '../core/color';
import { rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { fabric } from '../parts/fabric';
import { base, patches } from '../parts/ground';
import { chimney, containers, storageTank } from '../parts/industry';
import { noteTrees, scatter } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { centred } from './layout';

export const industrial: Composer = {
  extent: [240, 900],
  compose(s) {
    const { rng, extent: e } = s;
    base(
      s,
      mix(s.style.concrete, s.style.asphalt, rng.range(0.3, 0.8)),
      { fine: 0.07, mid: 0.14, big: 0.12 },
      TAG.yard,
    );
    patches(s, s.style.soil, GRAIN.soil, TAG.yard, 0.3, 60, 0.3);
    patches(s, s.style.grass, GRAIN.grass, TAG.grass, 0.12, 50, 0.1);
    centred(s, rng.range(0, Math.PI), () => {
      if (rng.chance(0.4)) {
        for (let i = rng.int(2, 7); i > 0; i--) {
          const x = rng.range(-0.4, 0.4) * e;
          const y = rng.range(-0.4, 0.4) * e;
          const r = rng.range(5, 12);
          if (!s.paint.free(rect(x, y, 2.6 * r, 2.6 * r), BUILDABLE)) continue;
          storageTank(s, x, y, r, [206, 206, 202], false, 'white');
        }
      }
      if (rng.chance(0.35)) chimney(s, rng.range(-0.35, 0.35) * e, rng.range(-0.35, 0.35) * e);
      fabric(s, e * 1.5, {
        block: [rng.range(110, 210), rng.range(80, 150)],
        street: rng.range(9, 14),
        kinds: [
          ['sheds', 8],
          ['offices', 1],
          ['packed', s.style.region === 'asia' ? 0.8 : 0.2],
          ['parking', 0.5],
          ['green', 0.3],
        ],
        streetTrees: rng.range(0, 0.4) * s.style.green,
        shake: 0.35,
      });
      for (let i = rng.int(0, 4); i > 0; i--) {
        s.paint.within(rng.range(-0.4, 0.4) * e, rng.range(-0.4, 0.4) * e, 0, () => {
          if (s.paint.free(rect(0, 0, 40, 26), BUILDABLE)) containers(s, 40, 26);
        });
      }
      scatter(s, rng.int(20, 120), e * 1.4, e * 1.4, [1.8, 3.6]);
    });
    s.features.mass('industrial area', 0xffff);
    noteTrees(s);
  },
};

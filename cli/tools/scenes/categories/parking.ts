import { scale } from '../core/color';
import { rect, roundRect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { centred } from './layout';

export const parking: Composer = {
  extent: [80, 190],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      const w = Math.min(300, e * rng.range(0.85, 1.5));
      const h = Math.min(280, e * rng.range(0.8, 1.5));
      const y = rng.range(-0.1, 0.1) * e;
      const lot = rect(0, y, w, h);
      s.paint.fill(lot, {
        rgb: s.style.asphalt,
        fine: 0.05,
        mid: 0.1,
        big: 0.14,
        tag: TAG.paved,
        height: 0,
      });
      for (let i = rng.int(0, 6); i > 0; i--) {
        s.paint.fill(
          rect(
            rng.range(-0.4, 0.4) * w,
            y + rng.range(-0.4, 0.4) * h,
            rng.range(10, 50),
            rng.range(5, 20),
          ),
          { rgb: scale(s.style.asphalt, rng.range(0.8, 1.15)), alpha: 0.5 },
        );
      }
      if (rng.chance(0.4)) {
        for (let i = rng.int(1, 3); i > 0; i--) {
          const ix = rng.range(-0.4, 0.4) * w;
          s.paint.fill(roundRect(ix, y, 3.5, h * 0.8, 1.7), {
            rgb: s.style.grass,
            ...GRAIN.grass,
            tag: TAG.grass,
          });
          treeLine(
            s,
            [
              [ix, y - h * 0.4],
              [ix, y + h * 0.4],
            ],
            8,
            [1.5, 2.8],
            0.2,
          );
        }
      }
      s.features.add('parking lot', lot);
      s.paint.within(0, y, 0, () =>
        parkingBays(s, w * 0.96, h * 0.96, rng.range(0.35, 0.95), true),
      );
      const out = y + h / 2;
      road(
        s,
        [
          [-e, out + 7],
          [e, out + 7],
        ],
        rng.range(7, 11),
        { gap: 30, marks: 'centre', walk: 2 },
      );
      if (rng.chance(0.6)) {
        const foot = rect(rng.range(-0.3, 0.3) * e, y - h / 2 - 24, e * 0.7, 40);
        flatRoof(s, foot, rng.range(6, 12), s.style.flatRoof(), 2);
        s.features.add('building', foot);
      }
      scatter(s, 50, e * 1.5, e * 1.5, [1.6, 4]);
      treeLine(
        s,
        [
          [-e, out + 1],
          [e, out + 1],
        ],
        7,
        [1.6, 3.4],
        0.4,
      );
    });
    noteTrees(s);
  },
};

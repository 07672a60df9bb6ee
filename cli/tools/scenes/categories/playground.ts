import type { Rgb } from '../core/color';
import { rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { openLand } from '../parts/ground';
import { court, footballField, stand, track } from '../parts/sports';
import { noteTrees, scatter } from '../parts/vegetation';
import { surroundings } from './grounds';
import { centred } from './layout';

export const playground: Composer = {
  extent: [120, 235],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.05, 0.4));
    centred(s, rng.range(0, Math.PI), () => {
      const withTrack = e > 165 ? rng.chance(0.8) : false;
      if (withTrack) {
        const k = Math.min(1, e / 215) * rng.range(0.85, 1);
        track(s, k);
        if (rng.chance(0.45))
          stand(
            s,
            0,
            -(92.5 * k) / 2 - 8,
            80 * k,
            11,
            0,
            rng.pick<Rgb>([
              [186, 184, 178],
              [70, 110, 170],
              [160, 90, 80],
            ]),
          );
        const cy = (92.5 * k) / 2 + 14;
        if (rng.chance(0.5)) {
          for (let i = 0; i < 3; i++)
            s.paint.within(-50 + i * 38, cy + 8, 0, () =>
              court(s, rng.chance(0.5) ? 'tennis' : 'basketball'),
            );
        }
        surroundings(s, 96 * k, 0.75);
      } else {
        const k = Math.min(1, e / 150);
        const turf = rng.chance(0.5)
          ? rng.pick<Rgb>([
              [62, 104, 66],
              [76, 118, 72],
              [58, 92, 62],
            ])
          : undefined;
        if (rng.chance(0.45)) {
          s.paint.fill(rect(0, 0, 118 * k, 80 * k), {
            rgb: rng.pick<Rgb>([s.style.soil, s.style.concrete, [164, 92, 74]]),
            ...GRAIN.soil,
            tag: TAG.pitch,
            height: 0,
          });
        }
        footballField(s, 102 * k, 66 * k, turf ? { rgb: turf } : {});
        s.features.add('playground', rect(0, 0, 102 * k, 66 * k));
        if (rng.chance(0.5)) stand(s, 0, -45 * k, 60 * k, 8, 0, s.style.concrete);
        surroundings(s, 60 * k, 0.7);
      }
      scatter(s, rng.int(10, 40), e * 1.4, e * 1.4, [2, 4]);
    });
    noteTrees(s);
  },
};

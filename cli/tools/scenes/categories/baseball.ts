import { mix } from '../core/color';
import { ellipse } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { openLand } from '../parts/ground';
import { baseball, stand } from '../parts/sports';
import { noteTrees, scatter } from '../parts/vegetation';
import { surroundings } from './grounds';
import { centred } from './layout';

export const baseballField: Composer = {
  extent: [130, 330],
  regions: ['america', 'america', 'asia'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.08);
    const spin = rng.range(0, 6.3);
    centred(s, spin, () => {
      const many =
        e > 220
          ? rng.weighted([
              [2, 3],
              [4, 3],
              [1, 1],
            ] as const)
          : rng.weighted([
              [1, 4],
              [2, 1],
            ] as const);
      if (many === 1) {
        const big = rng.chance(0.5) || e > 220;
        const reach = big ? Math.min(112, e * 0.55) : Math.min(75, e * 0.5);
        s.paint.within(-reach * 0.42, -reach * 0.42, 0, () => {
          baseball(
            s,
            big ? 27.4 : 20,
            reach,
            rng.chance(big ? 0.2 : 0.7),
            rng.chance(big ? 0.8 : 0.3),
          );
          if (rng.chance(0.6))
            stand(
              s,
              -12,
              -12,
              30,
              9,
              -Math.PI / 4,
              mix(s.style.concrete, [120, 120, 130], rng.next()),
            );
        });
        surroundings(s, reach * 0.85, 0.35);
      } else {
        const r = Math.min(105, many === 4 ? e * 0.32 : e * 0.34);
        const gap = rng.range(10, 20);
        const list = many === 4 ? [0, 1, 2, 3] : [0, rng.pick([1, 2])];
        const wheel = rng.chance(0.6);
        for (const k of list) {
          const a = (k * Math.PI) / 2;
          const x = wheel ? Math.cos(a + 0.785) * gap : Math.cos(a + 0.785) * r * 1.45;
          const y = wheel ? Math.sin(a + 0.785) * gap : Math.sin(a + 0.785) * r * 1.45;
          s.paint.within(x, y, wheel ? a : a + Math.PI, () =>
            baseball(s, Math.min(24, r * 0.3), r, rng.chance(0.75), rng.chance(0.3)),
          );
        }
        if (wheel)
          s.paint.fill(ellipse(0, 0, gap * 0.7), {
            rgb: s.style.concrete,
            ...GRAIN.concrete,
            tag: TAG.paved,
            height: 0,
          });
        surroundings(s, r * 1.05 + gap, 0.3);
      }
      scatter(s, rng.int(10, 50), e * 1.4, e * 1.4, [2, 4.6]);
    });
    noteTrees(s);
  },
};

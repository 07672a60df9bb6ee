import { jitter, mix, type Rgb, scale } from '../core/color';
import { rect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { base, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter, treeLine } from '../parts/vegetation';
import { wander } from './layout';

const SOILS: readonly Rgb[] = [
  [168, 146, 116],
  [150, 120, 96],
  [186, 158, 134],
  [176, 150, 108],
  [138, 106, 80],
  [160, 134, 118],
];

export const bareLand: Composer = {
  extent: [180, 620],
  compose(s) {
    const { rng } = s;
    const soil = jitter(rng.pick(SOILS), 10, rng.next);
    base(s, soil, { fine: 0.07, mid: 0.1, big: 0.1 }, TAG.bare);
    patches(
      s,
      scale(soil, rng.range(0.78, 0.9)),
      GRAIN.soil,
      TAG.bare,
      rng.range(0.2, 0.5),
      s.extent / 3,
      0.5,
    );
    patches(
      s,
      mix(soil, [206, 192, 168], 0.5),
      GRAIN.soil,
      TAG.bare,
      rng.range(0.1, 0.4),
      s.extent / 6,
      0.6,
    );
    if (rng.chance(0.45)) {
      patches(
        s,
        mix(s.style.dry, soil, 0.5),
        GRAIN.grass,
        TAG.bare,
        rng.range(0.05, 0.25),
        s.extent / 9,
        0.5,
      );
    }
    for (let i = rng.int(1, 6); i > 0; i--) {
      const course = strip(wander(s, 0.5), rng.range(1.5, 4));
      s.features.add('path', course);
      s.paint.fill(course, {
        rgb: mix(soil, [214, 200, 176], rng.range(0.25, 0.6)),
        alpha: rng.range(0.3, 0.75),
      });
    }
    scatter(s, 0, 0, 0, [1, 1]);
    const shrubs = rng.chance(0.5) ? rng.int(3, 40) : 0;
    s.paint.within(s.extent / 2, s.extent / 2, 0, () =>
      scatter(s, shrubs, s.extent, s.extent, [0.8, 2]),
    );
    if (rng.chance(0.3)) edge(s);
    s.features.mass('bare land', tags(TAG.bare));
    noteTrees(s);
  },
};

/** Something else at the rim: a road, trees, a few roofs. */
function edge(s: Scene): void {
  const { rng, extent: e } = s;
  s.paint.within(e / 2, e / 2, rng.range(0, 6.3), () => {
    const y = e * rng.range(0.36, 0.46);
    if (rng.chance(0.6))
      road(
        s,
        [
          [-e, y],
          [e, y],
        ],
        rng.range(5, 9),
      );
    const kind = rng.int(0, 2);
    if (kind === 0) {
      grove(s, rect(0, y + e * 0.3, e * 2, e * 0.56), rng.range(2.5, 4), 0.9);
    } else if (kind === 1) {
      treeLine(
        s,
        [
          [-e, y + 7],
          [e, y + 7],
        ],
        7,
        [2, 4],
        0.2,
      );
    } else {
      s.paint.within(0, y + e * 0.36, 0, () => fabric(s, e * 0.68, townOf(s)));
    }
  });
}

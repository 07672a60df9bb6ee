import { mix, type Rgb } from '../core/color';
import { blob, rect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { base, everywhere, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { wander } from './layout';

export const forest: Composer = {
  extent: [110, 520],
  regions: ['europe', 'america', 'asia', 'tropical'],
  compose(s) {
    const { rng, extent: e } = s;
    base(s, s.style.grass, GRAIN.grass, TAG.grass);
    const keep: (() => void)[] = [];
    const kind = rng.weighted([
      ['road', 3],
      ['clearing', 2],
      ['closed', 5],
    ] as const);
    if (kind === 'road') {
      const line = wander(s, 0.3);
      const dirt = rng.chance(0.5);
      keep.push(() =>
        road(
          s,
          line,
          rng.range(3, 7),
          dirt ? { rgb: s.style.soil, marks: 'none', on: 0xffff } : { on: 0xffff },
        ),
      );
      s.paint.fill(strip(line, 10), {
        rgb: s.style.grass,
        ...GRAIN.grass,
        tag: TAG.paved,
      });
    } else if (kind === 'clearing') {
      const clear = blob(
        e * rng.range(0.1, 0.9),
        e * rng.range(0.1, 0.9),
        e * 0.16,
        e * 0.1,
        0.4,
        rng.next,
      );
      s.paint.fill(clear, {
        rgb: rng.chance(0.5) ? s.style.soil : s.style.grass,
        ...GRAIN.grass,
        tag: TAG.paved,
      });
    }
    const r = rng.range(2.2, 4.6);
    grove(s, everywhere(s), r);
    for (const f of keep) f();
    s.features.mass('forest', tags(TAG.tree));
    noteTrees(s);
  },
};

export const meadow: Composer = {
  extent: [140, 420],
  regions: ['europe', 'america', 'asia', 'tropical'],
  compose(s) {
    const { rng, extent: e } = s;
    const green = mix(
      s.style.grass,
      rng.pick<Rgb>([
        [74, 122, 58],
        [92, 112, 66],
        [112, 120, 76],
        [70, 104, 62],
      ]),
      rng.range(0.3, 0.9),
    );
    const a = rng.range(0, 6.3);
    const c = Math.cos(a);
    const q = Math.sin(a);
    const period = rng.range(2.5, 7);
    const amp = rng.chance(0.5) ? rng.range(0.015, 0.05) : 0;
    s.paint.fill(everywhere(s), {
      rgb: green,
      fine: rng.range(0.04, 0.1),
      mid: rng.range(0.05, 0.12),
      big: rng.range(0.08, 0.2),
      tag: TAG.grass,
      tone: (x, y) =>
        1 + amp * Math.sin(((x * c + y * q) / period) * 6.28 + s.noise(x / 60, y / 60) * 2),
    });
    patches(
      s,
      mix(green, s.style.dry, rng.range(0.2, 0.6)),
      GRAIN.grass,
      TAG.grass,
      rng.range(0.1, 0.5),
      e / 2.5,
      0.9,
    );
    if (rng.chance(0.45)) {
      for (let i = rng.int(1, 3); i > 0; i--) {
        const course = strip(wander(s, 0.12), rng.range(0.8, 2));
        s.features.add('path', course);
        s.paint.fill(course, {
          rgb: mix(s.style.dry, s.style.soil, 0.4),
          alpha: 0.4,
        });
      }
    }
    s.paint.within(e / 2, e / 2, rng.range(0, 6.3), () => {
      if (rng.chance(0.4)) {
        const y = e * rng.range(0.38, 0.5);
        grove(s, rect(0, y + e * 0.5, e * 2, e), rng.range(2.5, 4.5));
      }
      if (rng.chance(0.2))
        road(
          s,
          [
            [-e, -e * 0.43],
            [e, -e * 0.45],
          ],
          rng.range(3, 6),
          { rgb: s.style.soil },
        );
      if (rng.chance(0.4)) scatter(s, rng.int(1, 14), e, e, [1.5, 4]);
    });
    s.features.mass('meadow', tags(TAG.grass));
    noteTrees(s);
  },
};

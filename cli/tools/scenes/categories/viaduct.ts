import { mix, scale } from '../core/color';
import { arc, blob, type Polygon, smooth, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { centred } from './layout';

/** A carriageway raised to `height`, with kerbs. */
function ramp(
  s: Scene,
  line: Polygon,
  width: number,
  height: number,
  gap: number,
  marks: 'lanes' | 'centre',
): void {
  s.paint.fill(strip(line, width + 1.6), {
    rgb: mix(s.style.concrete, [200, 198, 190], 0.4),
    tag: TAG.paved,
    height: height + 0.9,
    ...GRAIN.concrete,
  });
  road(s, line, width, { height, marks, gap, note: true, on: 0xffff });
}

export const viaduct: Composer = {
  extent: [240, 640],
  compose(s) {
    const { rng, extent: e } = s;
    const town = rng.chance(0.5);
    openLand(s, rng.range(0.05, 0.3));
    const asphalt = rng.chance(0.5)
      ? s.style.asphalt
      : mix(s.style.asphalt, s.style.concrete, rng.range(0.5, 0.9));
    s.style.asphalt = asphalt;
    centred(s, rng.range(0, Math.PI), () => {
      const k = Math.min(150, e * rng.range(0.17, 0.26));
      const wide = rng.range(26, 40) * Math.min(1.5, Math.max(1, e / 420));
      const lane = rng.range(8.5, 12) * Math.min(1.5, Math.max(1, e / 420));
      const skew = rng.range(-0.25, 0.25);
      const kind = rng.weighted([
        ['clover', 4],
        ['stack', 3],
        ['trumpet', 2],
      ] as const);
      const a: Polygon = smooth(
        [
          [-e, -skew * e * 0.3],
          [-e * 0.3, 0],
          [e * 0.3, 0],
          [e, skew * e * 0.3],
        ],
        10,
      );
      const b: Polygon = smooth(
        [
          [skew * e, -e],
          [skew * e * 0.25, -e * 0.3],
          [-skew * e * 0.25, e * 0.3],
          [-skew * e, e],
        ],
        10,
      );
      const loops: Polygon[] = [];
      const outer: Polygon[] = [];
      const quads =
        kind === 'trumpet'
          ? [0, 3]
          : kind === 'clover'
            ? [0, 1, 2, 3]
            : rng.chance(0.5)
              ? [0, 2]
              : [1];
      for (const q of quads) {
        const sx = q === 0 || q === 3 ? 1 : -1;
        const sy = q < 2 ? 1 : -1;
        const r = k * rng.range(0.52, 0.66);
        const d = wide / 2 + r - 2;
        loops.push(
          smooth(
            [
              [sx * (d + k * 1.1), sy * (wide / 2 - 3)],
              [sx * (d + r * 0.2), sy * (wide / 2 - 1)],
              ...arc(
                sx * d,
                sy * d,
                r,
                Math.atan2(-sy, sx * 0.25),
                Math.atan2(-sy, sx * 0.25) + sx * sy * 1.42 * Math.PI,
                12,
              ),
              [sx * (wide / 2 - 2), sy * (d + r * 0.2)],
              [sx * (wide / 2 - 3), sy * (d + k * 1.1)],
            ],
            5,
          ),
        );
      }
      for (const q of [0, 1, 2, 3]) {
        if (rng.chance(kind === 'clover' ? 0.1 : 0.3)) continue;
        const sx = q === 0 || q === 3 ? 1 : -1;
        const sy = q < 2 ? 1 : -1;
        const d = k * rng.range(1.35, 1.7);
        outer.push(
          smooth(
            [
              [sx * d * 3.4, sy * (wide / 2 + 1)],
              [sx * d * 2.1, sy * (wide / 2 + 5)],
              [sx * d * 1.15, sy * d * 0.72],
              [sx * d * 0.72, sy * d * 1.15],
              [sx * (wide / 2 + 5), sy * d * 2.1],
              [sx * (wide / 2 + 1), sy * d * 3.4],
            ],
            8,
          ),
        );
      }
      const infield = mix(s.style.grass, s.style.dry, rng.range(0, 0.5));
      s.paint.fill(blob(0, 0, k * 2.2, k * 2.2, 0.15, rng.next), {
        rgb: infield,
        ...GRAIN.grass,
        tag: TAG.grass,
      });
      for (const o of outer) ramp(s, o, lane, 1, 70, 'centre');
      ramp(s, a, wide, 0.5, 26, 'lanes');
      s.paint.fill(strip(a, 2), {
        rgb: rng.chance(0.5) ? infield : scale(asphalt, 1.2),
      });
      for (const l of loops) ramp(s, l, lane, 3, 60, 'centre');
      if (kind === 'stack') {
        for (const sy of [-1, 1]) {
          const fly = smooth(
            [
              [-e, sy * (wide / 2 + 8)],
              [-k * 2, sy * (wide / 2 + 12)],
              [-k * 0.2, sy * k * 0.3],
              [k * 0.6, -sy * k * 1.3],
              [k * 0.5 + wide, -sy * e],
            ],
            12,
          );
          ramp(s, fly, lane + 2, 12, 60, 'lanes');
        }
      }
      ramp(s, b, wide, 8, 26, 'lanes');
      s.paint.fill(strip(b, 2), { rgb: scale(asphalt, 1.2) });
      if (kind === 'stack' && rng.chance(0.7)) {
        const fly = smooth(
          [
            [-e, k * 0.4],
            [-k * 1.4, k * 0.5],
            [k * 0.3, -k * 0.2],
            [k * 0.8, -k * 1.6],
            [k, -e],
          ],
          12,
        );
        ramp(s, fly, lane + 1, 15, 60, 'lanes');
      }
      s.features.add('viaduct', blob(0, 0, k * 1.9, k * 1.9, 0, rng.next));
      if (town) {
        fabric(s, e * 1.6, {
          ...townOf(s, 0.5),
          where: (x, y) => Math.hypot(x, y) > k * 2.5 && Math.abs(x) > wide && Math.abs(y) > wide,
        });
      } else {
        for (let i = rng.int(2, 6); i > 0; i--)
          grove(
            s,
            blob(
              rng.range(-0.7, 0.7) * e,
              rng.range(-0.7, 0.7) * e,
              e * 0.14,
              e * 0.1,
              0.4,
              rng.next,
            ),
            3.3,
            0.8,
          );
      }
      scatter(s, rng.int(30, 200), e * 1.3, e * 1.3, [1.6, 3.6]);
      if (rng.chance(0.5))
        grove(s, blob(k * 0.9, k * 0.9, k * 0.3, k * 0.3, 0.2, rng.next), 2.8, 0.7);
    });
    noteTrees(s);
  },
};

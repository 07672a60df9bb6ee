import { mix, type Rgb, scale } from '../core/color';
import { ellipse, type Polygon, rect, roundRect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { townGround } from '../parts/ground';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { centred } from './layout';

export const square: Composer = {
  extent: [150, 420],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    centred(s, rng.range(0, Math.PI), () => {
      const w = Math.min(260, e * rng.range(0.42, 0.66));
      const h = w * rng.range(0.65, 1);
      const paving = mix(
        s.style.concrete,
        rng.pick<Rgb>([
          [196, 180, 156],
          [170, 168, 166],
          [206, 200, 190],
          [176, 150, 132],
        ]),
        0.6,
      );
      const slab = rng.range(4, 12);
      const contrast = rng.range(0.03, 0.12);
      s.paint.fill(rect(0, 0, w, h), {
        rgb: paving,
        ...GRAIN.concrete,
        tag: TAG.paved,
        height: 0,
        tone: (x, y) => {
          const u = Math.abs((((x / slab) % 1) + 1) % 1);
          const v = Math.abs((((y / slab) % 1) + 1) % 1);
          return u < 0.14 || v < 0.14 ? 1 - contrast : 1 + contrast * 0.3;
        },
      });
      s.features.add('square', rect(0, 0, w, h));
      const g = s.style.grass;
      const kind = rng.weighted([
        ['cross', 4],
        ['rings', 3],
        ['axis', 3],
      ] as const);
      const lawn = (shape: Polygon | readonly Polygon[], odd = false) =>
        s.paint.fill(shape, {
          rgb: g,
          ...GRAIN.lawn,
          tag: TAG.grass,
          evenOdd: odd,
        });
      if (kind === 'cross') {
        const cells = rng.pick([2, 2, 3, 4]);
        for (let j = 0; j < cells; j++) {
          for (let i = 0; i < cells; i++) {
            const cw = (w * 0.88) / cells;
            const ch = (h * 0.88) / cells;
            const x = (i - (cells - 1) / 2) * cw;
            const y = (j - (cells - 1) / 2) * ch;
            lawn(
              rng.chance(0.5)
                ? rect(x, y, cw * 0.78, ch * 0.78)
                : roundRect(x, y, cw * 0.8, ch * 0.8, cw * 0.2),
            );
            if (rng.chance(0.4)) {
              s.paint.fill(
                strip(
                  [
                    [x - cw / 2, y - ch / 2],
                    [x + cw / 2, y + ch / 2],
                  ],
                  2.5,
                ),
                { rgb: paving, tag: TAG.paved },
              );
              s.paint.fill(
                strip(
                  [
                    [x + cw / 2, y - ch / 2],
                    [x - cw / 2, y + ch / 2],
                  ],
                  2.5,
                ),
                { rgb: paving, tag: TAG.paved },
              );
            }
          }
        }
      } else if (kind === 'rings') {
        const r = Math.min(w, h) / 2;
        lawn(
          [ellipse(0, 0, r * 0.92, undefined, 48), ellipse(0, 0, r * 0.62, undefined, 48)],
          true,
        );
        lawn([ellipse(0, 0, r * 0.48, undefined, 48), ellipse(0, 0, r * 0.3, undefined, 48)], true);
        const n = rng.pick([4, 6, 8]);
        for (let i = 0; i < n; i++) {
          const a = (i / n) * 2 * Math.PI;
          s.paint.fill(
            strip(
              [
                [0, 0],
                [Math.cos(a) * r, Math.sin(a) * r],
              ],
              4,
            ),
            { rgb: paving, tag: TAG.paved },
          );
        }
      } else {
        for (const k of [-1, 1]) lawn(rect(0, k * h * 0.33, w * 0.86, h * 0.2));
        s.paint.fill(rect(0, 0, w * 0.6, h * 0.1), {
          rgb: s.style.waterColor,
          ...GRAIN.water,
          tag: TAG.water,
        });
      }
      const r0 = Math.min(w, h) * rng.range(0.07, 0.13);
      s.paint.fill(ellipse(0, 0, r0 * 1.5, undefined, 40), {
        rgb: scale(paving, 1.08),
        ...GRAIN.concrete,
        tag: TAG.paved,
      });
      if (rng.chance(0.5)) {
        s.paint.fill(ellipse(0, 0, r0, undefined, 40), {
          rgb: mix(s.style.waterColor, [90, 140, 150], 0.4),
          tag: TAG.water,
        });
        s.paint.fill(ellipse(0, 0, r0 * 0.3), {
          rgb: [222, 222, 216],
          height: 4,
        });
        s.features.add('fountain', ellipse(0, 0, r0, undefined, 40));
      } else {
        for (let i = 0; i < 3; i++)
          s.paint.fill(rect(0, 0, r0 * (1.4 - i * 0.4), r0 * (1.4 - i * 0.4)), {
            rgb: scale(paving, 0.9 + i * 0.12),
            height: 1 + i * 2,
          });
        s.paint.fill(ellipse(0, 0, r0 * 0.16), {
          rgb: [120, 116, 108],
          height: rng.range(10, 34),
        });
      }
      fabric(s, e * 1.7, {
        ...townOf(s, 1),
        block: [rng.range(60, 90), rng.range(50, 70)],
        street: rng.range(11, 17),
        gap: 22,
        hole: [w + 2, h + 2],
      });
      treeLine(
        s,
        rect(0, 0, w * 0.95, h * 0.95),
        rng.range(6, 9),
        [1.8, 3.4],
        rng.range(0, 0.5),
        tags(TAG.paved, TAG.grass),
      );
      scatter(s, rng.int(10, 160), w * 0.9, h * 0.9, [1.5, 3.4], tags(TAG.grass));
    });
    noteTrees(s);
  },
};

import { jitter, mix, type Rgb, scale } from '../core/color';
import { rect, roundRect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { BLOCKS } from '../parts/blocks';
import { fabric, townOf } from '../parts/fabric';
import { base, patches } from '../parts/ground';
import { pipes, storageTank } from '../parts/industry';
import { road } from '../parts/roads';
import { noteTrees, scatter } from '../parts/vegetation';
import { centred } from './layout';

export const storageTanks: Composer = {
  extent: [150, 560],
  compose(s) {
    const { rng, extent: e } = s;
    const ground = rng.pick<Rgb>([
      s.style.soil,
      s.style.concrete,
      mix(s.style.grass, s.style.dry, 0.5),
      mix(s.style.asphalt, s.style.soil, 0.5),
    ]);
    base(s, ground, GRAIN.soil, TAG.yard);
    patches(
      s,
      mix(s.style.grass, s.style.dry, 0.4),
      GRAIN.grass,
      TAG.grass,
      rng.range(0, 0.5),
      60,
      0.3,
    );
    centred(s, rng.range(0, Math.PI), () => {
      const [rgb, word] = rng.weighted<readonly [Rgb, string]>([
        [[[232, 232, 228], 'white'], 6],
        [[[186, 188, 188], 'grey'], 2],
        [[[204, 196, 176], 'white'], 1],
        [[[150, 156, 160], 'grey'], 1],
      ]);
      const floating = rng.chance(0.4);
      const groups = e > 280 ? Math.max(rng.int(2, 4), Math.round(e / 190)) : rng.int(1, 2);
      const cellW = (e * 1.1) / groups;
      for (let gj = 0; gj < groups; gj++) {
        for (let gi = 0; gi < groups; gi++) {
          const gx = (gi - (groups - 1) / 2) * cellW;
          const gy = (gj - (groups - 1) / 2) * cellW;
          s.paint.within(gx, gy, 0, () => {
            if (groups > 1 && rng.chance(0.16)) BLOCKS.sheds(s, cellW * 0.8, cellW * 0.8);
            else tankFarm(s, cellW * 0.86, rgb, word, floating);
          });
          road(
            s,
            [
              [gx + cellW / 2, -e],
              [gx + cellW / 2, e],
            ],
            6,
            { marks: 'none', note: gi === 0 },
          );
        }
        const gy = (gj - (groups - 1) / 2) * cellW;
        road(
          s,
          [
            [-e, gy + cellW / 2],
            [e, gy + cellW / 2],
          ],
          6,
          { marks: 'none', note: gj === 0 },
        );
      }
      fabric(s, e * 1.7, {
        ...townOf(s, 0.4),
        kinds: [
          ['sheds', 3],
          ['green', 1],
          ['offices', 0.5],
        ],
        where: (x, y) => Math.max(Math.abs(x), Math.abs(y)) > e * 0.6,
      });
      scatter(s, rng.int(0, 70), e * 1.4, e * 1.4, [1.5, 3.2], tags(TAG.grass));
    });
    noteTrees(s);
  },
};

/** Tanks on a grid inside their bunds, pipes between. */
function tankFarm(s: Scene, size: number, rgb: Rgb, word: string, floating: boolean): void {
  const { rng, paint } = s;
  const n = size < 90 ? rng.int(1, 3) : rng.int(2, 5);
  const cell = size / n;
  const r = cell * rng.range(0.28, 0.4);
  const pad = mix(s.style.concrete, s.style.soil, rng.next());
  const bund = rng.chance(0.6);
  paint.fill(rect(0, 0, size, size), {
    rgb: pad,
    ...GRAIN.soil,
    tag: TAG.yard,
    alpha: 0.8,
  });
  for (let k = 0; k < n; k++)
    pipes(
      s,
      [
        [-size / 2, (k - n / 2) * cell],
        [size / 2, (k - n / 2) * cell],
      ],
      rng.range(1.2, 3),
    );
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const x = (i - (n - 1) / 2) * cell;
      const y = (j - (n - 1) / 2) * cell;
      if (bund) {
        const w = cell * 0.94;
        paint.fill([roundRect(x, y, w, w, 3), roundRect(x, y, w - 2, w - 2, 2)], {
          rgb: scale(pad, 1.08),
          evenOdd: true,
          height: 1.5,
          fine: 0.06,
        });
      }
      if (rng.chance(0.1)) continue;
      storageTank(
        s,
        x,
        y,
        r * (rng.chance(0.2) ? 0.7 : 1),
        jitter(rgb, 6, rng.next),
        floating,
        word,
      );
      if (rng.chance(0.5))
        pipes(
          s,
          [
            [x, y + r],
            [x, y + cell / 2],
          ],
          1,
        );
    }
  }
}

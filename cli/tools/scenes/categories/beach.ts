import { mix, type Rgb } from '../core/color';
import { blob } from '../core/geometry';
import { fractal } from '../core/noise';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import type { Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { road } from '../parts/roads';
import { noteTrees, scatter } from '../parts/vegetation';
import { makeShore, seaside } from './coast';
import { centred } from './layout';

export const beach: Composer = {
  extent: [160, 700],
  compose(s) {
    const { rng, extent: e } = s;
    const angle = rng.range(0, 2 * Math.PI);
    const at = rng.range(-0.25, 0.2);
    const width = e * rng.range(0.08, 0.4);
    const shore = makeShore(s);
    const distance = seaside(s, angle, at, width, shore, rng.range(0.4, 1.1));
    const land = (x: number, y: number) => distance(x, y) < -width;
    const hasLand = width < (at + 0.5) * e * 0.9;
    if (hasLand) {
      const g = s.paint;
      const field = fractal(rng.fork('dune'), 3);
      const green = mix(s.style.grass, s.style.dry, rng.range(0, 0.5));
      for (let y = 0, i = 0; y < g.n; y++) {
        for (let x = 0; x < g.n; x++, i++) {
          const u = x * s.step;
          const v = y * s.step;
          const d = distance(u, v) + width + 5 * field(u / 18, v / 18);
          if (d > 0) continue;
          const a = Math.min(1, -d / 2);
          for (let k = 0; k < 3; k++) {
            const o = g.rgb[i * 3 + k] as number;
            g.rgb[i * 3 + k] = o + ((green[k] as number) - o) * a;
          }
          g.tag[i] = TAG.grass;
          g.fine[i] = 26;
          g.mid[i] = 44;
        }
      }
      const wild = rng.chance(0.5);
      centred(s, angle, () => {
        const y = at * e - width - e * 0.07;
        if (!wild || rng.chance(0.3))
          road(
            s,
            [
              [-e, y - 4],
              [e, y - 4],
            ],
            rng.range(6, 10),
            { gap: 40 },
          );
        if (!wild) {
          const f = townOf(s);
          fabric(s, e * 1.5, {
            ...f,
            where: (cx, cy) => cy < y - 20 && cx > -e,
          });
        }
      });
      s.paint.within(e / 2, e / 2, 0, () =>
        scatter(s, wild ? Math.min(900, (e * e) / 60) : 60, e, e, [1.5, 3.6], tags(TAG.grass)),
      );
    }
    if (rng.chance(0.4) && s.step < 0.8) parasols(s, distance, width);
    s.features.mass('beach', tags(TAG.sand));
    s.features.mass('ocean', tags(TAG.water), shore.deep[1] > 90 ? 'green' : 'blue');
    if (hasLand && land(0, 0)) noteTrees(s);
  },
};

function parasols(s: Scene, distance: (x: number, y: number) => number, width: number): void {
  const { rng, extent: e } = s;
  for (let i = 0; i < 160; i++) {
    const x = rng.range(0, e);
    const y = rng.range(0, e);
    const d = distance(x, y);
    if (d > -4 || d < -width * 0.8) continue;
    s.paint.fill(blob(x, y, 1.3, 1.3, 0, rng.next, 10), {
      rgb: rng.pick<Rgb>([
        [196, 180, 140],
        [220, 220, 220],
        [170, 80, 60],
        [90, 120, 170],
      ]),
      height: 2.3,
    });
  }
}

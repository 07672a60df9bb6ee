import { mix, type Rgb } from '../core/color';
import { blob, offset, rect, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { boat } from '../parts/craft';
import { fabric, townOf } from '../parts/fabric';
import { openLand, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, treeLine } from '../parts/vegetation';
import { river, riverCourse } from '../parts/water';
import { centred } from './layout';

export const bridge: Composer = {
  extent: [180, 800],
  compose(s) {
    const { rng, extent: e } = s;
    const town = rng.chance(0.6);
    if (town) townGround(s);
    else openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      const wide = e * rng.range(0.28, 0.75);
      const r = riverCourse(s, e * 1.3, wide, rng.range(0, 0.25));
      river(s, r, mix(s.style.concrete, s.style.soil, rng.next()));
      s.features.add('river', r.shape);
      const count = rng.chance(0.25) ? 2 : 1;
      const width = e < 300 ? rng.range(9, 26) : rng.range(14, 34);
      const tilt = rng.range(-0.3, 0.3);
      const land = rng.range(0.7, 1.3);
      const deck = rng.chance(0.5) ? s.style.concrete : s.style.asphalt;
      const lines = Array.from({ length: count }, (_, k) => {
        const x = (k - (count - 1) / 2) * width * rng.range(1.3, 2.4);
        return [
          [x - e * tilt, -e],
          [x, 0],
          [x + e * tilt, e],
        ] as [number, number][];
      });
      if (town) {
        if (rng.chance(0.7))
          for (const d of [-1, 1])
            road(s, offset(r.line, d * (wide / 2 + 16)), rng.range(7, 12), {
              gap: 40,
            });
        for (const line of lines)
          road(s, line, width * land, {
            marks: 'lanes',
            gap: 30,
            median: width > 18 ? 1.5 : 0,
          });
        fabric(s, e * 1.6, townOf(s));
      } else {
        for (const line of lines) road(s, line, width, { marks: 'lanes', gap: 40 });
        for (let i = 6; i > 0; i--) {
          grove(
            s,
            blob(
              rng.range(-0.7, 0.7) * e,
              rng.range(-0.7, 0.7) * e,
              e * 0.2,
              e * 0.14,
              0.4,
              rng.next,
            ),
            3.4,
            0.9,
          );
        }
        for (const d of [-1, 1])
          treeLine(s, offset(r.line, d * (wide / 2 + 6)), 7, [2.5, 4.5], 0.2);
      }
      for (const line of lines) {
        const over = line.map(([x, y]): [number, number] => [
          x * ((wide * 0.62) / e),
          y * ((wide * 0.62) / e),
        ]);
        const first = line[1] as [number, number];
        const path = over.map(([x, y]): [number, number] => [
          x + first[0] * (1 - (wide * 0.62) / e),
          y,
        ]);
        const high = rng.range(8, 16);
        for (let y = -wide * 0.45; y < wide * 0.5; y += rng.range(26, 44)) {
          s.paint.fill(rect(first[0] + y * tilt, y, width * 1.12, 4, -Math.atan(tilt)), {
            rgb: mix(deck, [90, 90, 90], 0.3),
            height: 3,
          });
        }
        s.paint.fill(strip(path, width + 2.4), {
          rgb: mix(deck, [210, 206, 198], 0.5),
          ...GRAIN.concrete,
          tag: TAG.paved,
          height: high + 1,
        });
        road(s, path, width, {
          rgb: deck,
          marks: 'lanes',
          height: high,
          gap: rng.range(12, 50),
          note: false,
        });
        if (rng.chance(0.35)) truss(s, path, width, high);
        s.features.add('bridge', strip(path, width + 2.4));
      }
      for (let i = rng.chance(0.35) ? rng.int(1, 4) : 0; i > 0; i--) {
        const x = rng.range(-0.45, 0.45) * e;
        const y = rng.range(-0.3, 0.3) * wide;
        if (s.paint.tagAt(x, y) === TAG.water) boat(s, x, y, rng.normal() * 0.3, rng.range(8, 26));
      }
    });
    noteTrees(s);
  },
};

/** Ribs over the deck of a truss or arch bridge. */
function truss(
  s: Scene,
  path: readonly (readonly [number, number])[],
  width: number,
  high: number,
): void {
  const rgb = s.rng.pick<Rgb>([
    [200, 200, 196],
    [120, 66, 56],
    [90, 96, 100],
  ]);
  for (const d of [-1, 1]) {
    s.paint.fill(strip(offset(path, (d * width) / 2), 1.2), {
      rgb,
      height: high + 7,
    });
  }
  const [a, b] = [path[0], path[path.length - 1]];
  if (!a || !b) return;
  const len = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
  for (let t = 0; t < len; t += 8) {
    const k = t / len;
    s.paint.fill(rect(a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, 0.9, width, angle), {
      rgb,
      height: high + 7,
    });
  }
}

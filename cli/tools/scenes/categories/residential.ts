import { mix } from '../core/color';
import { blob, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { house } from '../parts/buildings';
import { fabric } from '../parts/fabric';
import { openLand, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { noteTrees, scatter } from '../parts/vegetation';
import { car } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { pool } from '../parts/yards';
import { centred } from './layout';

export const denseResidential: Composer = {
  extent: [220, 700],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    const american = s.style.region === 'america' || rng.chance(0.2);
    const asia = s.style.region === 'asia';
    centred(s, rng.range(0, Math.PI), () => {
      if (rng.chance(0.4))
        road(
          s,
          [
            [-e, rng.range(-0.3, 0.3) * e],
            [e, rng.range(-0.3, 0.3) * e],
          ],
          rng.range(10, 18),
          { marks: 'lanes', gap: 22, walk: 2 },
        );
      fabric(s, e * 1.5, {
        block: american
          ? [rng.range(120, 200), rng.range(52, 64)]
          : [rng.range(70, 130), rng.range(45, 80)],
        street: american ? rng.range(9, 12) : rng.range(6, 10),
        kinds: american
          ? [['houses', 1]]
          : asia
            ? [
                ['slabs', 3],
                ['packed', 2],
              ]
            : [
                ['packed', 4],
                ['perimeter', s.style.region === 'europe' ? 3 : 0.5],
              ],
        streetTrees: rng.range(0, 0.5) * s.style.green,
        shake: american ? 0.08 : 0.35,
      });
    });
    s.features.mass('dense residential area', 0xffff);
    noteTrees(s);
  },
};

/** Streets that wind, with houses along them facing the street. */
function windingStreet(
  s: Scene,
  line: Polygon,
  width: number,
  lot: number,
  size: readonly [number, number],
): void {
  const { rng } = s;
  road(s, line, width, {
    marks: 'none',
    walk: rng.chance(0.4) ? 1.5 : 0,
    gap: 90,
  });
  let done = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as readonly [number, number];
    const [bx, by] = line[i + 1] as readonly [number, number];
    done += Math.hypot(bx - ax, by - ay);
    if (done < lot) continue;
    done = 0;
    const angle = Math.atan2(by - ay, bx - ax);
    for (const side of [-1, 1]) {
      if (rng.chance(0.12)) continue;
      const w = rng.range(...size);
      const d = w * rng.range(0.55, 0.8);
      const away = width / 2 + rng.range(7, 13) + d / 2;
      const x = ax - Math.sin(angle) * side * away;
      const y = ay + Math.cos(angle) * side * away;
      const a = angle + rng.normal() * 0.08;
      if (!s.paint.free(rect(x, y, w + 5, d + 5, a), BUILDABLE)) continue;
      if (rng.chance(0.8)) {
        s.paint.fill(blob(x, y, lot * 0.5, lot * 0.55, 0.2, rng.next, 20), {
          rgb: mix(s.style.grass, s.style.dry, rng.range(0, 0.4)),
          ...GRAIN.lawn,
          tag: TAG.grass,
          alpha: 0.8,
          on: BUILDABLE,
        });
      }
      const drive: Polygon = [
        [ax - Math.sin(angle) * side * (width / 2), ay + Math.cos(angle) * side * (width / 2)],
        [x, y],
      ];
      s.paint.fill(strip(drive, 3.4), {
        rgb: mix(s.style.concrete, s.style.asphalt, 0.3),
        ...GRAIN.concrete,
        tag: TAG.paved,
        on: BUILDABLE,
      });
      house(s, x, y, w, d, a);
      if (rng.chance(0.35))
        car(
          s,
          ax - Math.sin(angle) * side * (width / 2 + 4),
          ay + Math.cos(angle) * side * (width / 2 + 4),
          angle + Math.PI / 2,
        );
      if (rng.chance(0.14)) {
        const q = away + d / 2 + 7;
        s.paint.within(
          ax - Math.sin(angle) * side * q,
          ay + Math.cos(angle) * side * q,
          angle,
          () => pool(s, 0, 0, rng.range(6, 10), 4.5),
        );
      }
    }
  }
}

export const mediumResidential: Composer = {
  extent: [130, 270],
  regions: ['europe', 'america', 'america', 'mediterranean', 'tropical', 'asia'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.12, mix(s.style.grass, s.style.crown(), rng.range(0, 0.35)));
    const pitch = rng.range(62, 84);
    const lot = rng.range(24, 34);
    const size = [rng.range(12, 15), rng.range(16, 22)] as const;
    const bend = rng.chance(0.6) ? rng.range(4, 16) : 1;
    centred(s, rng.range(0, Math.PI), () => {
      const x0 = rng.range(-0.3, 0.3) * e;
      road(
        s,
        smooth(
          [
            [x0, -e],
            [x0 + bend, -e * 0.3],
            [x0 - bend, e * 0.3],
            [x0, e],
          ],
          14,
        ),
        rng.range(6, 9),
        { marks: 'none' },
      );
      for (let y = -e * 0.8 + rng.range(0, pitch); y < e * 0.8; y += pitch) {
        const p = rng.range(0, 6);
        const points = Array.from({ length: 9 }, (_, i) => {
          const x = (i / 8 - 0.5) * 1.8 * e;
          return [x, y + Math.sin(x / 70 + p) * bend] as const;
        });
        windingStreet(s, smooth(points, 16), rng.range(5, 8), lot, size);
      }
      scatter(s, Math.round(((e * e) / 1000) * rng.range(4, 9)), e * 1.4, e * 1.4, [1.6, 4.6]);
    });
    s.features.mass('medium residential area', 0xffff);
    noteTrees(s);
  },
};

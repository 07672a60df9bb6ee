import { mix } from '../core/color';
import { blob, offset, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { openLand, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, treeLine } from '../parts/vegetation';
import { river, riverCourse } from '../parts/water';
import { centred } from './layout';

export const riverScene: Composer = {
  extent: [500, 2600],
  compose(s) {
    const { rng, extent: e } = s;
    const kind = rng.weighted([
      ['wild', 3],
      ['farm', 3],
      ['town', 3],
    ] as const);
    if (kind === 'town') townGround(s);
    else openLand(s, kind === 'wild' ? rng.range(0, 0.4) : 0.2);
    const angle = rng.range(0, Math.PI);
    centred(s, angle, () => {
      const r = riverCourse(s, e * 1.2, e * rng.range(0.07, 0.2), rng.range(0.2, 1.5));
      if (kind === 'farm') farmPatches(s, e);
      river(s, r, mix(s.style.soil, s.style.grass, rng.range(0, 0.6)));
      if (rng.chance(0.25)) {
        const p = r.line[Math.floor(r.line.length / 2)] as readonly [number, number];
        s.paint.fill(blob(p[0], p[1], r.width * 0.9, r.width * 0.22, 0.4, rng.next), {
          rgb: s.style.soil,
          ...GRAIN.soil,
          tag: TAG.sand,
        });
      }
      s.features.add('river', r.shape);
      if (kind !== 'wild' || rng.chance(0.4)) {
        const side = rng.chance(0.5) ? 1 : -1;
        road(s, offset(r.line, side * (r.width * 0.8 + 14)), rng.range(6, 11));
      }
      if (kind === 'wild' || kind === 'farm') {
        for (let i = rng.int(3, 9); i > 0; i--) {
          const g = blob(
            rng.range(-0.7, 0.7) * e,
            rng.range(-0.7, 0.7) * e,
            e * rng.range(0.06, 0.24),
            e * rng.range(0.05, 0.16),
            0.5,
            rng.next,
          );
          grove(s, g, Math.max(3, s.step * 1.7), rng.range(0.5, 1));
        }
        for (const d of [-1, 1])
          treeLine(
            s,
            offset(r.line, d * (r.width * 0.62 + 3)),
            Math.max(6, s.step * 3),
            [2.5, 4.5],
            0.4,
          );
      } else {
        fabric(s, e * 1.6, townOf(s));
      }
    });
    noteTrees(s);
  },
};

/** Fields as a patchwork, without feature notes: background. */
export function farmPatches(s: Scene, e: number): void {
  const { rng } = s;
  const w = rng.range(60, 180);
  const h = rng.range(50, 160);
  for (let y = -e; y < e; y += h) {
    for (let x = -e; x < e; x += w) {
      const rgb = mix(
        s.style.grass,
        rng.pick([s.style.dry, s.style.soil, s.style.crown()]),
        rng.range(0, 0.8),
      );
      s.paint.fill(rect(x + w / 2, y + h / 2, w - 2, h - 2), {
        rgb,
        ...GRAIN.crop,
        tag: TAG.field,
        alpha: 0.92,
      });
    }
  }
}

import { mix } from '../core/color';
import { rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { BLOCKS } from '../parts/blocks';
import { boat, ship } from '../parts/craft';
import { fabric, townOf } from '../parts/fabric';
import { base } from '../parts/ground';
import { containers } from '../parts/industry';
import { road } from '../parts/roads';
import { noteTrees, treeLine } from '../parts/vegetation';
import { car } from '../parts/vehicles';
import { centred } from './layout';

/** Berths on floating piers in a w·h basin around the origin; fingers along y. */
export function marina(s: Scene, w: number, h: number, full: number): void {
  const { rng } = s;
  const size = rng.range(9, 16);
  const pitch = size * 2 + rng.range(9, 14);
  for (let y = -h / 2 + size; y < h / 2 - size * 0.5; y += pitch) {
    const long = w * rng.range(0.8, 1);
    s.paint.as('dock', () =>
      s.paint.fill(rect((long - w) / 2, y, long, 2.4), {
        rgb: mix(s.style.concrete, [140, 120, 96], 0.3),
        ...GRAIN.concrete,
        tag: TAG.object,
        height: 0.8,
      }),
    );
    s.features.add('pier', rect((long - w) / 2, y, long, 2.4));
    for (let x = -w / 2 + 3; x < long - w / 2 - 2; x += size * 0.34 + 0.9) {
      for (const side of [-1, 1]) {
        if (!rng.chance(full)) continue;
        const l = size * rng.range(0.7, 1.05);
        boat(s, x, y + side * (l / 2 + 1.8), (side * Math.PI) / 2, l);
      }
    }
  }
}

export const port: Composer = {
  extent: [180, 900],
  compose(s) {
    const { rng, extent: e } = s;
    const kind =
      e < 420
        ? 'marina'
        : rng.weighted([
            ['marina', 2],
            ['cargo', 1.2],
          ] as const);
    base(s, s.style.waterColor, { fine: 0.04, mid: 0.06, big: 0.08 }, TAG.water);
    centred(s, rng.range(0, 6.3), () => {
      const quay = -e * rng.range(0.08, 0.3);
      const land = rect(0, quay - e, e * 3, e * 2);
      s.paint.fill(land, {
        rgb: mix(s.style.concrete, s.style.asphalt, 0.4),
        ...GRAIN.concrete,
        tag: TAG.yard,
        height: 0.5,
      });
      s.paint.fill(rect(0, quay, e * 3, 2), {
        rgb: s.style.concrete,
        height: 1.2,
      });
      if (rng.chance(0.5)) {
        const x = (rng.chance(0.5) ? 1 : -1) * e * rng.range(0.38, 0.55);
        s.paint.fill(rect(x, 0, e * 0.2, e * 2.4), {
          rgb: mix(s.style.concrete, s.style.soil, 0.4),
          ...GRAIN.concrete,
          tag: TAG.yard,
          height: 0.8,
        });
      }
      if (kind === 'marina') {
        const h = e * rng.range(0.5, 0.75);
        s.paint.within(0, quay + h / 2 + 4, 0, () => {
          s.paint.within(-e * 0.26, 0, Math.PI / 2, () =>
            marina(s, h, e * 0.5, rng.range(0.6, 0.97)),
          );
          s.paint.within(e * 0.27, 0, Math.PI / 2, () =>
            marina(s, h, e * 0.46, rng.range(0.5, 0.97)),
          );
        });
        if (rng.chance(0.6)) {
          s.paint.fill(rect(0, quay + h + 22, e * 0.9, 9), {
            rgb: mix(s.style.soil, [150, 146, 138], 0.6),
            fine: 0.2,
            mid: 0.2,
            tag: TAG.yard,
            height: 2,
          });
        }
      } else {
        for (let i = rng.int(2, 5); i > 0; i--) {
          const w = rng.range(24, 46);
          const l = e * rng.range(0.15, 0.35);
          const x = rng.range(-0.5, 0.5) * e;
          s.paint.fill(rect(x, quay + l / 2, w, l), {
            rgb: s.style.concrete,
            ...GRAIN.concrete,
            tag: TAG.yard,
            height: 1.5,
          });
          s.features.add('pier', rect(x, quay + l / 2, w, l));
          for (const side of [-1, 1]) {
            const size = Math.min(l * 0.85, rng.range(50, 170));
            if (rng.chance(0.7))
              ship(s, x + side * (w / 2 + size * 0.09 + 2), quay + l * 0.5, Math.PI / 2, size);
          }
        }
        for (let x = -e * 0.6; x < e * 0.6; x += rng.range(60, 110)) {
          s.paint.within(x, quay - 36, 0, () => {
            if (rng.chance(0.5)) containers(s, 54, 40);
            else BLOCKS.sheds(s, 54, 46);
          });
        }
      }
      road(
        s,
        [
          [-e, quay - 12 - (kind === 'cargo' ? 58 : 0)],
          [e, quay - 12 - (kind === 'cargo' ? 58 : 0)],
        ],
        8,
        { gap: 40 },
      );
      const far = quay - (kind === 'cargo' ? 90 : 26);
      if (s.step < 0.9)
        for (let i = 0; i < 30; i++) car(s, rng.range(-0.6, 0.6) * e, far + rng.range(4, 12), 0);
      fabric(s, e * 1.8, { ...townOf(s, 0.4), where: (_, y) => y < far });
      for (let i = rng.int(0, 14); i > 0; i--) {
        const x = rng.range(-0.6, 0.6) * e;
        const y = rng.range(quay, e * 0.7);
        if (s.paint.free(rect(x, y, 24, 24), tags(TAG.water)))
          boat(s, x, y, rng.range(0, 6.3), rng.range(7, 18));
      }
      treeLine(
        s,
        [
          [-e, far],
          [e, far],
        ],
        8,
        [2, 3.6],
        0.4,
      );
    });
    noteTrees(s);
  },
};

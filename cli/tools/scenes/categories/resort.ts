import { jitter, mix, type Rgb } from '../core/color';
import { blob, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { house } from '../parts/buildings';
import { openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof, pitched } from '../parts/roofs';
import { court } from '../parts/sports';
import { grove, noteTrees, scatter, treeLine } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { pond } from '../parts/water';
import { pool } from '../parts/yards';
import { makeShore, seaside } from './coast';
import { carPark, hotel, poolCourt } from './hotel';
import { centred } from './layout';

/** Guest houses in rows, a pool here and there; keeps off what is built. */
function villas(s: Scene, y0: number, y1: number, roof: () => Rgb): void {
  const { rng, extent: e } = s;
  const pitch = rng.range(22, 30);
  const turn = rng.range(-0.25, 0.25);
  for (let y = y0; y < y1; y += pitch * rng.range(0.85, 1.1)) {
    s.paint.fill(
      strip(
        [
          [-e, y + pitch / 2 - turn * e],
          [e, y + pitch / 2 + turn * e],
        ],
        2.6,
      ),
      {
        rgb: mix(s.style.concrete, [200, 184, 156], 0.5),
        ...GRAIN.concrete,
        tag: TAG.paved,
        on: BUILDABLE & ~tags(TAG.sand),
      },
    );
    for (let x = -e * 0.75; x < e * 0.75; x += pitch * rng.range(0.85, 1.3)) {
      if (rng.chance(0.12)) continue;
      const w = rng.range(12, 19);
      const at = y + turn * x;
      if (!s.paint.free(rect(x, at, w + 3, w * 0.8 + 3, turn), BUILDABLE & ~tags(TAG.sand)))
        continue;
      house(s, x, at, w, w * rng.range(0.6, 0.85), turn + rng.normal() * 0.06, true, roof());
      if (rng.chance(0.25)) pool(s, x + w * 0.2, at + w * 0.85, rng.range(5, 8), 3.6);
    }
  }
}

/** Guest blocks in staggered rows among gardens. */
function guestBlocks(s: Scene, y0: number, y1: number, roof: () => Rgb): void {
  const { rng, extent: e } = s;
  const turn = rng.range(-0.3, 0.3);
  const flat = rng.chance(0.5);
  for (let y = y0; y < y1; y += rng.range(34, 46)) {
    for (let x = -e * 0.75; x < e * 0.75; x += rng.range(48, 62)) {
      const w = rng.range(30, 46);
      const d = rng.range(13, 18);
      const v = y + rng.range(-8, 8);
      const a = turn + rng.pick([0, 0, 0.3, -0.3]);
      if (
        rng.chance(0.15) ||
        !s.paint.free(rect(x, v, w + 4, d + 4, a), BUILDABLE & ~tags(TAG.sand))
      )
        continue;
      const foot = rect(x, v, w, d, a);
      if (flat) flatRoof(s, foot, rng.range(6, 13), roof(), 2);
      else pitched(s, x, v, w, d, a, rng.range(5, 9), roof(), true);
      s.features.add('building', foot);
      if (rng.chance(0.4)) s.paint.within(x, v, a, () => pool(s, 0, d * 0.5 + 9, 13, 6));
    }
  }
}

/** Gardens: winding paths, lawns, groves. */
function gardens(s: Scene): void {
  const { rng, extent: e } = s;
  const on = tags(TAG.grass, TAG.bare, TAG.yard);
  for (let i = 0; i < 5; i++) {
    const line = smooth(
      Array.from(
        { length: 5 },
        (_, k) => [(k / 4 - 0.5) * e * 1.4, rng.range(-0.6, 0.6) * e] as const,
      ),
      8,
    );
    s.paint.fill(strip(line, rng.range(2, 3.4)), {
      rgb: mix(s.style.concrete, [206, 190, 160], 0.5),
      ...GRAIN.concrete,
      tag: TAG.paved,
      on,
    });
  }
  for (let i = 0; i < 14; i++) {
    const g = blob(
      rng.range(-0.6, 0.6) * e,
      rng.range(-0.7, 0.5) * e,
      e * rng.range(0.05, 0.12),
      e * rng.range(0.04, 0.08),
      0.4,
      rng.next,
    );
    grove(s, g, 2.6, rng.range(0.5, 1), on);
  }
}

export const resort: Composer = {
  extent: [150, 340],
  regions: ['tropical', 'mediterranean', 'arid', 'asia', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    const sea = rng.chance(0.5) && !s.features.region;
    const angle = rng.range(0, 2 * Math.PI);
    const at = rng.range(0.3, 0.46);
    const edge = sea ? e * (at - rng.range(0.06, 0.12)) : e * 0.5;
    if (sea) seaside(s, angle, at, e * 0.3, makeShore(s), 0.35);
    else openLand(s, 0.2);
    centred(s, angle, () => {
      if (sea) {
        s.paint.fill(rect(0, edge - e, e * 3, e * 2), {
          rgb: mix(s.style.grass, s.style.soil, 0.2),
          ...GRAIN.grass,
          tag: TAG.grass,
          height: 0,
          on: tags(TAG.sand),
        });
      }
      const w = Math.min(e * rng.range(0.34, 0.5), 120);
      const h = w * rng.range(0.5, 0.7);
      const py = edge - h * rng.range(0.55, 0.8) - (sea ? 0 : e * 0.2);
      poolCourt(s, py, w, h);
      const few = [
        s.style.houseRoof(),
        rng.pick<Rgb>([[226, 222, 212], [206, 196, 176], s.style.flatRoof()]),
      ];
      const main = rng.pick(few);
      hotel(s, py - h * 0.8, w * rng.range(1.1, 1.6), main);
      const back = py - h * 0.75 - w * 0.22;
      road(
        s,
        smooth(
          [
            [-e, back - 16],
            [0, back - 4],
            [e, back - 22],
          ],
          10,
        ),
        7,
        { gap: 50, marks: 'none' },
      );
      if (rng.chance(0.4)) {
        s.paint.within(rng.range(-0.3, 0.3) * e, back - 36, 0, () => {
          if (!s.paint.free(rect(0, 10, 40, 44), BUILDABLE)) return;
          court(s, 'tennis');
          s.paint.within(0, 20, 0, () => court(s, 'tennis'));
        });
      }
      if (!sea && rng.chance(0.5)) {
        const shape = blob(
          rng.range(-0.2, 0.2) * e,
          py + h * 0.5 + e * 0.16,
          e * 0.32,
          e * 0.1,
          0.4,
          rng.next,
        );
        pond(s, shape);
        s.features.add('pond', shape);
      }
      if (rng.chance(0.5)) carPark(s, back - 44, e);
      const roofs = () => jitter(rng.chance(0.75) ? main : rng.pick(few), 10, rng.next);
      const kind = rng.weighted([
        ['villas', 3],
        ['blocks', 4],
        ['gardens', 3],
      ] as const);
      if (kind === 'gardens') gardens(s);
      if (kind === 'villas') villas(s, -e * 0.75, edge - 14, roofs);
      else guestBlocks(s, -e * 0.75, kind === 'gardens' ? -e * 0.3 : edge - 14, roofs);
      scatter(
        s,
        Math.round((e * e) / 150),
        e * 1.5,
        e * 1.5,
        [1.4, 3.4],
        tags(TAG.grass, TAG.bare, TAG.yard),
      );
      for (let i = rng.int(12, 26); i > 0; i--) {
        const x = rng.range(-0.6, 0.6) * e;
        const g = blob(
          x,
          rng.range(-0.7, 0.5) * e,
          rng.range(7, 18),
          rng.range(5, 10),
          0.4,
          rng.next,
        );
        grove(s, g, 2.1, rng.range(0.6, 1), tags(TAG.grass, TAG.bare, TAG.yard));
      }
      scatter(s, 40, w, h, [1.2, 2.4], tags(TAG.paved));
      treeLine(
        s,
        [
          [-e, edge - 4],
          [e, edge - 4],
        ],
        6,
        [1.6, 3],
        0.25,
      );
      for (let i = 0; sea && i < 90; i++) {
        const x = rng.range(-0.4, 0.4) * e;
        const y = edge + rng.range(4, e * 0.06);
        if (s.paint.tagAt(x, y) === TAG.sand)
          s.paint.fill(blob(x, y, 1.4, 1.4, 0, rng.next, 9), { rgb: [186, 164, 124], height: 2.2 });
      }
    });
    if (sea) {
      s.features.mass('beach', tags(TAG.sand));
      s.features.mass('ocean', tags(TAG.water));
    }
    noteTrees(s);
  },
};

import { mix, type Rgb } from '../core/color';
import { offset, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { shed } from '../parts/buildings';
import { fabric, townOf } from '../parts/fabric';
import { townGround } from '../parts/ground';
import { platform, tracks, train } from '../parts/rails';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { noteTrees, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { centred } from './layout';

/** The station's hall beside the yard, its forecourt with parked cars. `y` is the yard's edge, `side` where it lies. */
function hall(s: Scene, x: number, y: number, side: number, w: number, roof: Rgb): void {
  const { rng } = s;
  const d = rng.range(24, 44);
  const foot = rect(x, y + side * (d / 2 + 3), w, d);
  flatRoof(s, foot, 16, roof, 2);
  if (rng.chance(0.6))
    flatRoof(
      s,
      rect(x, y + side * (d / 2 + 3), w * 0.3, d * 1.1),
      22,
      mix(roof, [220, 220, 216], 0.4),
      0.5,
    );
  s.features.add('railway station', foot);
  const at = y + side * (d + 36);
  s.paint.fill(rect(x, at, w * 1.1, 58), {
    rgb: s.style.concrete,
    ...GRAIN.concrete,
    tag: TAG.paved,
    on: BUILDABLE,
  });
  s.paint.within(x, at, 0, () => parkingBays(s, w * 0.8, 40, 0.4));
}

export const railwayStation: Composer = {
  extent: [300, 850],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s, s.style.green * 0.6);
    centred(s, rng.range(0, Math.PI), () => {
      const pitch = rng.range(4.8, 6.2);
      const wide = Math.min(230, e * rng.range(0.24, 0.46));
      const lines = Math.max(6, Math.round(wide / pitch));
      const bend = rng.range(-0.05, 0.05) * e;
      const course = (y: number): Polygon =>
        smooth(
          [
            [-e, y + bend],
            [-e * 0.4, y],
            [e * 0.4, y],
            [e, y + bend * 1.4],
          ],
          14,
        );
      const line = course(0);
      const rails = tracks(s, line, lines, pitch);
      const roof = rng.chance(0.5)
        ? s.style.shedRoof()
        : rng.pick<Rgb>([
            [206, 206, 204],
            [166, 168, 172],
            [96, 128, 176],
            [132, 132, 132],
            [110, 116, 124],
          ]);
      const long = Math.min(520, e * rng.range(0.55, 0.95));
      const from = e * rng.range(0.75, 1.12) - long / 2;
      const to = from + long;
      const every = rng.pick([3, 3, 4]);
      const used = rng.range(0.5, 1);
      for (let i = 1; i < lines * used - 1; i += every) {
        platform(
          s,
          offset(line, (i + 0.5 - (lines - 1) / 2) * pitch),
          pitch * rng.range(0.9, 1.5),
          from + rng.range(0, 20),
          to - rng.range(0, 30),
          roof,
        );
      }
      for (const r of rails) {
        if (rng.chance(0.42)) train(s, r, rng.range(0.2, 1.4) * e, rng.int(4, 16));
      }
      const middle = (from + to) / 2 - e;
      const side = rng.pick([-1, 1]);
      const kind = rng.weighted([
        ['side', 5],
        ['over', 3],
        ['yard', 2],
      ] as const);
      if (kind === 'over') {
        const w = rng.range(50, 110);
        shed(s, middle, 0, wide * rng.range(0.8, 1.1), w, Math.PI / 2, roof, false);
        s.features.add('railway station', rect(middle, 0, w, wide));
      }
      if (kind !== 'yard')
        hall(
          s,
          middle,
          (side * (lines * pitch)) / 2,
          side,
          Math.min(190, e * rng.range(0.2, 0.42)),
          mix(roof, s.style.flatRoof(), 0.5),
        );
      s.features.add('railway', strip(line, lines * pitch));
      const half = (lines * pitch) / 2;
      for (const k of [-1, 1]) {
        const y = k * (half + (k === side && kind !== 'yard' ? 112 : 14));
        road(s, course(y), rng.range(8, 14), { gap: 24, marks: 'lanes' });
      }
      if (rng.chance(0.35)) {
        const x = -middle * rng.range(0.6, 1) + rng.range(-0.2, 0.2) * e;
        const on = tags(
          TAG.yard,
          TAG.grass,
          TAG.rail,
          TAG.paved,
          TAG.object,
          TAG.bare,
          TAG.building,
        );
        road(
          s,
          [
            [x, -e],
            [x + rng.range(-60, 60), e],
          ],
          15,
          { marks: 'lanes', gap: 22, height: 8, on },
        );
      }
      const f = townOf(s, 0.8);
      fabric(s, e * 1.6, {
        ...f,
        kinds: [...f.kinds, ['offices', 1.5], ['perimeter', 1], ['slabs', 1]],
      });
      for (const k of [-1, 1]) treeLine(s, course(k * (half + 6)), 8, [2, 3.4], 0.6);
    });
    noteTrees(s);
  },
};

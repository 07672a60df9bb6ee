import { mix, type Rgb } from '../core/color';
import { type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { pier, runway, stand } from '../parts/aprons';
import { shed } from '../parts/buildings';
import { plane } from '../parts/craft';
import { fabric, townOf } from '../parts/fabric';
import { openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { noteTrees, scatter } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { centred } from './layout';

/** What is behind a terminal: roads, car parks, hotels, hangars, down to y = -reach. */
function landside(s: Scene, top: number, reach: number): void {
  const { rng, extent: e } = s;
  s.paint.fill(rect(0, top - reach / 2, e * 3, reach), {
    rgb: mix(s.style.asphalt, s.style.concrete, 0.35),
    ...GRAIN.concrete,
    tag: TAG.yard,
    height: 0,
  });
  s.paint.within(0, top - 16, 0, () =>
    road(
      s,
      [
        [-e, 0],
        [e, 0],
      ],
      16,
      { marks: 'lanes', gap: 20 },
    ),
  );
  const deep = Math.min(reach - 40, rng.range(70, 110));
  for (let x = -e * 0.8; x < e * 0.8; x += 124) {
    s.paint.within(x, top - 34 - deep / 2, 0, () => {
      const kind = rng.weighted([
        ['cars', 5],
        ['shed', 2],
        ['trees', 1.5],
        ['house', 1.5],
      ] as const);
      if (kind === 'cars') {
        s.paint.fill(rect(0, 0, 114, deep), {
          rgb: s.style.asphalt,
          ...GRAIN.asphalt,
          tag: TAG.paved,
        });
        parkingBays(s, 110, deep * 0.95, rng.range(0.4, 0.9));
        s.features.add('parking lot', rect(0, 0, 114, deep));
      } else if (kind === 'shed') shed(s, 0, 0, 90, deep * 0.8, 0);
      else if (kind === 'house') {
        flatRoof(s, rect(0, 0, 84, deep * 0.5), 16, s.style.flatRoof(), 2);
        s.features.add('building', rect(0, 0, 84, deep * 0.5));
      } else {
        s.paint.fill(rect(0, 0, 114, deep), { rgb: s.style.grass, ...GRAIN.grass, tag: TAG.grass });
        scatter(s, 60, 110, deep, [2, 4]);
      }
    });
  }
  const road2 = top - 42 - deep;
  road(
    s,
    [
      [-e, road2],
      [e, road2],
    ],
    12,
    { marks: 'lanes', gap: 26 },
  );
  fabric(s, e * 1.8, {
    ...townOf(s, 0.4),
    kinds: [
      ['sheds', 3],
      ['offices', 2],
      ['green', 2],
      ['houses', 2],
    ],
    where: (_, y) => y < road2 - 12,
  });
}

export const airport: Composer = {
  extent: [400, 1250],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.05, 0.3), mix(s.style.grass, s.style.dry, rng.range(0.2, 0.9)));
    centred(s, rng.range(0, Math.PI), () => {
      const apron = mix(
        mix(s.style.concrete, [170, 166, 158], 0.5),
        s.style.asphalt,
        rng.range(0, 0.5),
      );
      const slab = rng.range(12, 24);
      const joints = (x: number, y: number) =>
        (((x / slab) % 1) + 1) % 1 < 0.06 || (((y / slab) % 1) + 1) % 1 < 0.06 ? 0.94 : 1;
      const shape = rng.weighted([
        ['piers', 4],
        ['line', 3],
        ['remote', 3],
      ] as const);
      const deep = shape === 'piers' ? rng.range(210, 290) : rng.range(110, 170);
      const middle = rng.range(-0.16, 0.14) * e;
      const air = middle + deep / 2;
      const land = middle - deep / 2;
      const ty = air + 26;
      const ry = ty + rng.range(90, 170);
      s.paint.fill(rect(0, middle, e * 3, deep), {
        rgb: apron,
        fine: 0.04,
        mid: 0.09,
        big: 0.12,
        tag: TAG.paved,
        height: 0,
        tone: joints,
      });
      const taxi = (line: Polygon, width = 22) => {
        s.paint.fill(strip(line, width + 14), {
          rgb: mix(apron, s.style.asphalt, 0.6),
          ...GRAIN.asphalt,
          tag: TAG.paved,
        });
        s.paint.fill(strip(line, width), {
          rgb: mix(apron, s.style.asphalt, 0.2),
          ...GRAIN.asphalt,
          tag: TAG.paved,
          tone: joints,
        });
        s.paint.fill(strip(line, Math.max(0.5, s.step * 0.4)), { rgb: [196, 170, 80], alpha: 0.6 });
      };
      runway(
        s,
        -e * (rng.chance(0.3) ? 0.42 : 1.2),
        e * (rng.chance(0.5) ? 1.2 : 0.4),
        ry,
        rng.range(44, 58),
      );
      taxi([
        [-e * 1.2, ty],
        [e * 1.2, ty],
      ]);
      for (let x = -e * 0.9; x < e; x += rng.range(160, 330)) {
        const k = rng.pick([-1, 0, 1]);
        taxi(
          smooth(
            [
              [x, air],
              [x + 4 * k, ty + 20],
              [x + 50 * k, ry - 30],
              [x + 90 * k, ry],
            ],
            8,
          ),
          20,
        );
      }
      const roof = rng.pick<Rgb>([
        [222, 220, 214],
        [186, 184, 178],
        [232, 232, 230],
        [176, 150, 112],
        [150, 152, 156],
      ]);
      if (shape === 'piers') {
        const l = deep * rng.range(0.6, 0.75);
        const pitch = rng.range(170, 230);
        for (let x = -e * 0.75 + rng.range(0, pitch); x < e * 0.8; x += pitch) {
          s.paint.within(x, land + l / 2, Math.PI / 2, () => pier(s, l, roof));
        }
      } else {
        const span = rng.pick([34, 34, 36, 60]);
        for (let x = -e * 0.75; x < e * 0.75; x += span * rng.range(1.12, 1.5))
          stand(s, x, land + span * 0.75, span, shape === 'line');
        if (shape === 'remote') {
          for (let y = land + span * 2.1; y < air - span; y += span * 1.7) {
            for (let x = -e * 0.7; x < e * 0.7; x += span * rng.range(1.12, 1.7)) {
              if (rng.chance(0.8)) stand(s, x, y, span, false);
            }
          }
        }
      }
      landside(s, land, e * 1.6);
      if (shape !== 'remote') {
        for (let x = -e * 0.8; x < e * 0.8; ) {
          const w = rng.range(90, 260);
          const hall = rect(x + w / 2, land - 4, w, rng.range(34, 56));
          flatRoof(s, hall, 18, roof, 4);
          s.features.add('terminal', hall);
          x += w + (rng.chance(0.5) ? 0 : rng.range(20, 80));
        }
      } else {
        for (let x = -e * 0.8; x < e * 0.8; x += rng.range(70, 120))
          shed(s, x, land - 22, rng.range(50, 84), 44, 0);
      }
      for (let i = rng.int(0, 3); i > 0; i--) {
        plane(
          s,
          rng.range(-0.45, 0.45) * e,
          rng.chance(0.7) ? ty : ry,
          rng.chance(0.5) ? 0 : Math.PI,
          35,
        );
      }
    });
    noteTrees(s);
  },
};

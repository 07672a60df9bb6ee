import { centred } from '../categories/layout';
import { jitter, mix, type Rgb, scale } from '../core/color';
import { blob, ellipse, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { base, openLand, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { pond } from '../parts/water';

/** Round clarifiers with their bridges, aeration basins, sludge beds. */
export const treatmentPlant: Composer = {
  extent: [80, 620],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0, 0.4));
    centred(s, rng.range(0, Math.PI), () => {
      const reach = e * rng.range(0.45, 0.9);
      s.features.add('treatment plant', rect(0, 0, reach * 2, reach * 2));
      const r = rng.range(9, 26);
      const cell = r * 2 + rng.range(6, 12);
      const water = rng.pick<Rgb>([
        [52, 66, 58],
        [84, 84, 60],
        [44, 54, 60],
        [96, 82, 58],
        [70, 92, 84],
      ]);
      for (let y = -reach; y < reach; y += cell) {
        for (let x = -reach; x < reach; x += cell) {
          const kind = rng.next();
          if (kind < 0.45)
            clarifier(s, x, y, r * rng.pick([1, 1, 0.7]), jitter(water, 12, rng.next));
          else if (kind < 0.66)
            basins(s, x, y, cell * 0.86, mix(water, [120, 112, 84], rng.next()));
          else if (kind < 0.78)
            s.paint.within(x, y, 0, () => {
              const foot = rect(0, 0, cell * 0.6, cell * 0.4);
              flatRoof(s, foot, 6, s.style.flatRoof(), 1);
              s.features.add('building', foot);
            });
          else scatter(s, 3, e, e, [1.5, 3]);
        }
        road(
          s,
          [
            [-e, y + cell / 2],
            [e, y + cell / 2],
          ],
          3.5,
          { marks: 'none', on: BUILDABLE },
        );
      }
      if (rng.chance(0.5)) grove(s, rect(0, reach + e * 0.3, e * 2, e * 0.5), 3.2, 0.9);
    });
    noteTrees(s);
  },
};

function clarifier(s: Scene, x: number, y: number, r: number, water: Rgb): void {
  const { rng, paint } = s;
  const rim = ellipse(x, y, r, r, 40);
  if (!paint.free(rim, BUILDABLE)) return;
  paint.as('clarifier', () => {
    paint.fill(rim, { rgb: s.style.concrete, ...GRAIN.concrete, tag: TAG.water, height: 1 });
    const inner = ellipse(x, y, r * 0.93, r * 0.93, 40);
    paint.fill(inner, { rgb: water, ...GRAIN.water, tag: TAG.water, height: 0.4 });
    paint.fill([ellipse(x, y, r * 0.86, r * 0.86, 40), ellipse(x, y, r * 0.81, r * 0.81, 40)], {
      rgb: mix(water, s.style.concrete, 0.5),
      evenOdd: true,
    });
    const a = rng.range(0, 6.3);
    const full = rng.chance(0.4) ? -1 : 0;
    paint.fill(
      strip(
        [
          [x + Math.cos(a) * r * full, y + Math.sin(a) * r * full],
          [x + Math.cos(a) * r, y + Math.sin(a) * r],
        ],
        Math.max(1.1, s.step * 0.7),
      ),
      { rgb: [196, 194, 188], height: 1.8 },
    );
    paint.fill(ellipse(x, y, r * 0.12, undefined, 16), { rgb: [170, 168, 162], height: 1.6 });
  });
  s.features.add('clarifier', rim);
}

function basins(s: Scene, x: number, y: number, size: number, water: Rgb): void {
  const { rng, paint } = s;
  const foot = rect(x, y, size, size);
  if (!paint.free(foot, BUILDABLE)) return;
  paint.fill(foot, { rgb: s.style.concrete, ...GRAIN.concrete, tag: TAG.paved, height: 0.6 });
  const lanes = rng.int(2, 6);
  for (let k = 0; k < lanes; k++)
    paint.fill(
      rect(x, y + ((k + 0.5) / lanes - 0.5) * size * 0.96, size * 0.94, (size / lanes) * 0.82),
      {
        rgb: jitter(water, 8, rng.next),
        fine: 0.08,
        mid: 0.1,
        tag: TAG.water,
        height: 0,
      },
    );
}

/** A wall across a valley: reservoir on one side, spillway and stream on the other. */
export const dam: Composer = {
  extent: [150, 1000],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.5));
    patches(s, mix(s.style.grass, s.style.crown(), 0.6), GRAIN.grass, TAG.grass, 0.4, e / 5, 0.3);
    centred(s, rng.range(0, 6.3), () => {
      const wide = e * rng.range(0.35, 0.8);
      const lake: Polygon = [
        [-wide / 2, 0],
        [wide / 2, 0],
        ...Array.from({ length: 12 }, (_, i) => {
          const y = -(i + 1) * e * 0.1;
          return [wide / 2 + e * 0.25 * s.noise(i * 0.35, 2) + i * e * 0.015, y] as const;
        }),
        ...Array.from({ length: 12 }, (_, i) => {
          const y = -(12 - i) * e * 0.1;
          return [-wide / 2 - e * 0.25 * s.noise(i * 0.35, 7) - (11 - i) * e * 0.015, y] as const;
        }),
      ];
      pond(s, lake, s.style.waterColor, mix(s.style.soil, [200, 186, 160], 0.5));
      s.features.add('reservoir', lake);
      const stream = smooth(
        [
          [0, 0],
          [rng.range(-0.1, 0.1) * e, e * 0.3],
          [rng.range(-0.2, 0.2) * e, e],
        ],
        10,
      );
      const sw = wide * rng.range(0.08, 0.25);
      s.paint.fill(strip(stream, sw * 1.5), { rgb: s.style.soil, ...GRAIN.soil, tag: TAG.bare });
      s.paint.fill(strip(stream, sw), { rgb: s.style.waterColor, ...GRAIN.water, tag: TAG.water });
      s.features.add('river', strip(stream, sw));
      const bow = rng.chance(0.5) ? rng.range(0.05, 0.2) * wide : 0;
      const crest = smooth(
        [
          [-wide * 0.58, 0],
          [-wide * 0.2, -bow],
          [wide * 0.2, -bow],
          [wide * 0.58, 0],
        ],
        10,
      );
      const thick = rng.range(9, 16);
      const earth = rng.chance(0.4);
      const face = strip(
        crest.map(([x, y]) => [x, y + thick * (earth ? 2 : 1)] as const),
        thick * (earth ? 4 : 2),
      );
      s.paint.as('dam', () => {
        s.paint.fill(face, {
          rgb: earth ? mix(s.style.grass, s.style.soil, 0.5) : scale(s.style.concrete, 0.86),
          fine: 0.08,
          mid: 0.1,
          tag: TAG.building,
          height: (_, y) => Math.max(0, 20 - y * 0.5),
        });
        s.paint.fill(strip(crest, thick), {
          rgb: s.style.concrete,
          ...GRAIN.concrete,
          tag: TAG.building,
          height: 20,
        });
        s.paint.fill(strip(crest, thick * 0.5), { rgb: s.style.asphalt, height: 20 });
        const gates = rng.int(2, 8);
        for (let k = 0; k < gates; k++) {
          const x = (k - (gates - 1) / 2) * 12;
          s.paint.fill(rect(x, -bow, 3, thick * 1.3), { rgb: [206, 202, 194], height: 25 });
          s.paint.fill(rect(x + 6, thick * 1.6, 7, thick * 2.4), {
            rgb: [226, 232, 232],
            alpha: rng.chance(0.5) ? 0.7 : 0.15,
          });
        }
      });
      s.features.add('dam', face);
      for (let i = rng.int(4, 14); i > 0; i--)
        grove(
          s,
          blob(
            rng.range(-0.8, 0.8) * e,
            rng.range(-0.8, 0.8) * e,
            e * 0.14,
            e * 0.1,
            0.4,
            rng.next,
          ),
          3.4,
          rng.range(0.6, 1),
          tags(TAG.grass, TAG.bare),
        );
    });
    noteTrees(s);
  },
};

/** Evaporation ponds between dikes, from green to pink to white. */
export const saltPonds: Composer = {
  extent: [200, 1280],
  regions: ['arid', 'mediterranean', 'america', 'asia'],
  compose(s) {
    const { rng, extent: e } = s;
    base(s, mix(s.style.soil, [196, 182, 156], 0.5), GRAIN.soil, TAG.bare);
    const hues: readonly Rgb[] = [
      [196, 130, 120],
      [214, 170, 160],
      [230, 228, 222],
      [206, 206, 200],
      [120, 150, 140],
      [88, 120, 124],
      [150, 96, 84],
      [168, 176, 150],
      [110, 134, 96],
    ];
    centred(s, rng.range(0, Math.PI), () => {
      const w = e * rng.range(0.07, 0.35);
      const h = w * rng.range(0.4, 1.4);
      const dike = rng.range(2, 7);
      const band = rng.pick(hues);
      const even = rng.range(0, 0.7);
      const skew = rng.range(-0.2, 0.2);
      for (let y = -e * 0.8; y < e * 0.8; y += h) {
        let x = -e * 0.8;
        while (x < e * 0.8) {
          const pw = w * rng.range(0.6, 1.5);
          const at = (u: number, v: number) =>
            [u + skew * v, v + 0.02 * e * s.noise(u / e, v / e)] as const;
          const shape: Polygon = [
            at(x + dike, y + dike),
            at(x + pw - dike, y + dike),
            at(x + pw - dike, y + h - dike),
            at(x + dike, y + h - dike),
          ];
          const rgb = jitter(mix(rng.pick(hues), band, even), 10, rng.next);
          s.paint.as('salt pond', () =>
            s.paint.fill(shape, {
              rgb,
              fine: 0.03,
              mid: rng.range(0.03, 0.12),
              big: rng.range(0.04, 0.2),
              tag: TAG.water,
              height: 0,
            }),
          );
          s.features.add('salt pond', shape);
          x += pw;
        }
      }
      if (rng.chance(0.5))
        road(
          s,
          [
            [-e, 0],
            [e, 0],
          ],
          5,
          { rgb: mix(s.style.soil, [214, 204, 184], 0.5), marks: 'none', on: 0xffff },
        );
      for (let i = rng.int(0, 6); i > 0; i--) {
        const x = rng.range(-0.4, 0.4) * e;
        const y = rng.range(-0.4, 0.4) * e;
        s.paint.fill(ellipse(x, y, rng.range(8, 20), rng.range(5, 9), 20), {
          rgb: [240, 240, 238],
          tag: TAG.bare,
          height: 6,
        });
      }
    });
  },
};

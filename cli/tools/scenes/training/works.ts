import { cropField } from '../categories/farmland';
import { centred } from '../categories/layout';
import { jitter, mix, type Rgb, scale } from '../core/color';
import { blob, ellipse, type Point, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { shed } from '../parts/buildings';
import { fabric, townOf } from '../parts/fabric';
import { base, openLand, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { grove, noteTrees, scatter, treeLine } from '../parts/vegetation';
import { car, truck } from '../parts/vehicles';
import { BUILDABLE, lean } from '../parts/walls';
import { grown, pond } from '../parts/water';

/** Rows of dark panels on posts, in blocks with lanes between. */
export const solarFarm: Composer = {
  extent: [64, 800],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.9), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const hue = rng.pick<Rgb>([
        [34, 42, 66],
        [28, 32, 44],
        [52, 66, 104],
        [46, 50, 60],
        [66, 84, 120],
      ]);
      const deep = rng.range(2, 7);
      const gap = deep * rng.range(0.6, 1.6);
      const bw = rng.range(40, 140);
      const bh = rng.range(30, 110);
      const reach = e * (rng.chance(0.5) ? 0.85 : rng.range(0.3, 0.5));
      for (let by = -reach; by < reach; by += bh + 7) {
        for (let bx = -reach; bx < reach; bx += bw + 7) {
          if (rng.chance(0.08)) continue;
          for (let y = by; y < by + bh - deep; y += deep + gap) {
            const foot = rect(bx + bw / 2, y + deep / 2, bw * rng.range(0.94, 1), deep);
            const rgb = jitter(hue, 5, rng.next);
            s.paint.as('solar panel', () =>
              s.paint.fill(foot, {
                rgb,
                fine: 0.03,
                mid: 0.03,
                tag: TAG.object,
                height: 1.5,
                tone: (px) => (s.step < 0.4 && ((px % 2) + 2) % 2 < 0.16 ? 1.5 : 1),
              }),
            );
            s.features.add('solar panel', foot);
          }
          s.features.add('solar farm', rect(bx + bw / 2, by + bh / 2, bw, bh));
          if (rng.chance(0.2))
            flatRoof(s, rect(bx - 3.5, by + bh / 2, 4, 8), 3, [214, 212, 206], 0);
        }
      }
      for (let i = rng.int(0, 2); i > 0; i--)
        cropField(s, rect(rng.pick([-1, 1]) * (reach + e * 0.4), 0, e * 0.7, e * 2), 0);
      road(
        s,
        [
          [-e, reach + 8],
          [e, reach + 8],
        ],
        5,
        { rgb: mix(s.style.soil, [206, 194, 170], 0.4), marks: 'none' },
      );
      scatter(s, rng.int(0, 40), e * 1.3, e * 1.3, [1.4, 3.4], tags(TAG.grass));
    });
    noteTrees(s);
  },
};

/** A shape from a broad foot to a point. */
function taper(from: Point, to: Point, half: number): Polygon {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const len = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / len) * half, (dx / len) * half];
  return [
    [from[0] + nx, from[1] + ny],
    [to[0] + nx * 0.3, to[1] + ny * 0.3],
    [to[0] - nx * 0.3, to[1] - ny * 0.3],
    [from[0] - nx, from[1] - ny],
  ];
}

/** One turbine: a tower that leans with the view, three blades, its pad and track. */
function turbine(s: Scene, x: number, y: number, high: number): void {
  const { rng, paint } = s;
  const blade = high * rng.range(0.45, 0.62);
  const [lx, ly] = lean(s);
  const white: Rgb = [236, 238, 238];
  paint.fill(blob(x, y, rng.range(6, 14), rng.range(6, 12), 0.2, rng.next, 20), {
    rgb: mix(s.style.soil, [206, 196, 176], 0.5),
    ...GRAIN.soil,
    tag: TAG.bare,
    height: 0,
  });
  const thin = Math.max(3, s.step * 1.3);
  const turn = paint.angle;
  const sx = -(s.sun.x * Math.cos(turn) + s.sun.y * Math.sin(turn)) * s.sun.reach;
  const sy = -(s.sun.y * Math.cos(turn) - s.sun.x * Math.sin(turn)) * s.sun.reach;
  // Shadows are painted by hand: the sweep along the relief takes whatever is high for solid down to the ground.
  const dark = { rgb: [24, 26, 34] as Rgb, alpha: 0.55 };
  paint.fill(taper([x, y], [x + sx * high, y + sy * high], thin * 0.7), dark);
  const yaw = rng.range(0, Math.PI);
  const phase = rng.range(0, 2.1);
  const w = Math.max(1.6, s.step * 0.9);
  const tips: [number, number][] = [];
  const blades: Polygon[] = [];
  const hx = x + lx * high;
  const hy = y + ly * high;
  for (let k = 0; k < 3; k++) {
    const a = phase + (k * 2 * Math.PI) / 3;
    const out = Math.cos(a) * blade;
    const z = high + Math.sin(a) * blade;
    const [gx, gy] = [x + Math.cos(yaw) * out, y + Math.sin(yaw) * out];
    tips.push([gx + lx * z, gy + ly * z]);
    blades.push(taper([hx, hy], [gx + lx * z, gy + ly * z], w));
    paint.fill(taper([x + sx * high, y + sy * high], [gx + sx * z, gy + sy * z], w), dark);
  }
  const up = { rgb: white, tag: TAG.object };
  paint.fill(taper([x, y], [hx, hy], thin * 0.7), { ...up, rgb: scale(white, 0.94) });
  for (const shape of blades) paint.fill(shape, up);
  paint.fill(rect(hx, hy, Math.max(5, s.step * 1.5), Math.max(3, s.step), yaw + Math.PI / 2), up);
  const pts: [number, number][] = [[x, y], ...tips];
  const cx = pts.reduce((a, p) => a + p[0], 0) / pts.length;
  const cy = pts.reduce((a, p) => a + p[1], 0) / pts.length;
  const hull = [...pts]
    .sort((p, q) => Math.atan2(p[1] - cy, p[0] - cx) - Math.atan2(q[1] - cy, q[0] - cx))
    .map(([px, py]) => [px + Math.sign(px - cx) * thin, py + Math.sign(py - cy) * thin] as const);
  s.features.add('wind turbine', hull);
}

export const windTurbines: Composer = {
  extent: [150, 1280],
  view: { elevation: [22, 55], tilt: [0.05, 0.35] },
  compose(s) {
    const { rng, extent: e } = s;
    const sea = rng.chance(0.15);
    if (sea) {
      base(s, [40, 66, 80], { fine: 0.04, mid: 0.06, big: 0.1 }, TAG.water);
      s.features.mass('ocean', tags(TAG.water));
    } else openLand(s, rng.range(0, 0.6), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      if (!sea && rng.chance(0.6)) {
        const w = rng.range(80, 260);
        for (let y = -e * 0.8; y < e * 0.8; y += w)
          for (let x = -e * 0.8; x < e * 0.8; x += w * 1.3)
            cropField(
              s,
              rect(x + w * 0.65, y + w / 2, w * 1.27, w * 0.97),
              rng.pick([0, Math.PI / 2]),
            );
      }
      const line: Polygon = smooth(
        [
          [-e, rng.range(-0.3, 0.3) * e],
          [0, rng.range(-0.2, 0.2) * e],
          [e, rng.range(-0.3, 0.3) * e],
        ],
        12,
      );
      if (!sea) road(s, line, 5, { rgb: mix(s.style.soil, [214, 204, 184], 0.5), marks: 'none' });
      if (!sea) scatter(s, rng.int(0, 80), e * 1.3, e * 1.3, [1.5, 4], tags(TAG.grass));
      const high = rng.range(50, 110);
      const count = e < 300 ? 1 : rng.int(1, 7);
      for (let i = 0; i < count; i++)
        turbine(
          s,
          count === 1 ? rng.range(-0.15, 0.15) * e : rng.range(-0.4, 0.4) * e,
          rng.range(-0.35, 0.35) * e,
          Math.min(high, e * 0.45),
        );
    });
    noteTrees(s);
  },
};

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

/** An open pit: benches that step down, haul roads, a pool at the bottom, heaps, trucks. */
export const quarry: Composer = {
  extent: [150, 1100],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.6));
    const stone = jitter(
      rng.pick<Rgb>([
        [198, 188, 168],
        [176, 164, 146],
        [206, 200, 190],
        [182, 146, 110],
        [150, 142, 136],
      ]),
      12,
      rng.next,
    );
    centred(s, rng.range(0, 6.3), () => {
      for (let i = rng.int(1, 6); i > 0; i--)
        grove(
          s,
          blob(
            rng.range(-0.6, 0.6) * e,
            rng.range(-0.6, 0.6) * e,
            e * 0.2,
            e * 0.14,
            0.4,
            rng.next,
          ),
          3.3,
          0.9,
        );
      const rim = blob(0, 0, e * rng.range(0.34, 0.6), e * rng.range(0.28, 0.5), 0.3, rng.next, 90);
      s.paint.fill(grown(rim, 1.12), {
        rgb: mix(stone, s.style.soil, 0.5),
        fine: 0.1,
        mid: 0.2,
        big: 0.1,
        tag: TAG.bare,
        height: 0,
      });
      s.features.add('quarry', grown(rim, 1.05));
      const benches = rng.int(3, 8);
      const drop = rng.range(6, 14);
      let shape: Polygon = rim;
      for (let k = 0; k <= benches; k++) {
        const shade = k % 2 ? rng.range(0.72, 0.86) : rng.range(0.95, 1.06);
        s.paint.fill(shape, {
          rgb: scale(jitter(stone, 5, rng.next), shade),
          fine: 0.12,
          mid: 0.2,
          big: 0.08,
          tag: k % 2 ? TAG.rock : TAG.bare,
          height: -drop * k,
        });
        shape = grown(
          shape.map(([x, y]) => [x + rng.range(-1, 1), y + rng.range(-1, 1)] as const),
          k % 2 ? rng.range(0.82, 0.9) : rng.range(0.94, 0.97),
        );
      }
      if (rng.chance(0.55)) {
        const pool = blob(
          rng.range(-0.06, 0.06) * e,
          0,
          e * rng.range(0.04, 0.14),
          e * 0.07,
          0.4,
          rng.next,
        );
        pond(
          s,
          pool,
          rng.pick<Rgb>([
            [70, 140, 140],
            [46, 84, 96],
            [110, 150, 130],
          ]),
        );
        s.features.add('pond', pool);
      }
      const way = smooth(
        [
          [-e, rng.range(-0.2, 0.2) * e],
          [-e * 0.25, e * 0.12],
          [e * 0.05, -e * 0.08],
          [e * 0.1, e * 0.02],
        ],
        10,
      );
      s.paint.fill(strip(way, rng.range(7, 12)), {
        rgb: scale(stone, 1.12),
        alpha: 0.7,
        on: tags(TAG.bare, TAG.rock, TAG.grass),
      });
      for (let i = rng.int(1, 7); i > 0; i--) {
        const x = rng.range(-0.3, 0.3) * e;
        const y = rng.range(-0.25, 0.25) * e;
        const r = rng.range(5, 16);
        s.paint.fill(ellipse(x, y, r, r, 20), {
          rgb: scale(stone, rng.range(0.8, 1.15)),
          ...GRAIN.soil,
          tag: TAG.bare,
          height: (px, py) => Math.max(0, r * 0.6 * (1 - Math.hypot(px - x, py - y) / r)),
          tone: (px, py) => 1 + (0.2 * (px - x + py - y)) / r,
        });
      }
      if (s.step < 1.6)
        for (let i = rng.int(0, 5); i > 0; i--)
          truck(s, rng.range(-0.3, 0.3) * e, rng.range(-0.25, 0.25) * e, rng.range(0, 6.3));
    });
    noteTrees(s);
  },
};

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

/** Depots: large sheds with rows of trucks at their docks, car parks, fences. */
export const depot: Composer = {
  extent: [90, 420],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      s.paint.fill(rect(0, 0, e * 2, e * 2), {
        rgb: mix(s.style.asphalt, s.style.concrete, rng.next()),
        ...GRAIN.concrete,
        tag: TAG.paved,
        height: 0,
        on: BUILDABLE,
      });
      const w = rng.range(60, 180);
      const d = rng.range(36, 90);
      for (let y = -e * 0.8; y < e * 0.8; y += d + 70) {
        for (let x = -e * 0.8; x < e * 0.8; x += w + 16) {
          shed(s, x + w / 2, y + d / 2, w, d, 0);
          for (const side of [-1, 1])
            for (let u = 4; u < w - 4; u += 4.2)
              if (rng.chance(0.4))
                truck(s, x + u, y + d / 2 + side * (d / 2 + 9), (side * Math.PI) / 2);
          for (let u = 0; u < w; u += 2.9)
            if (rng.chance(0.35)) car(s, x + u, y + d + 36, Math.PI / 2, true);
        }
      }
      treeLine(
        s,
        [
          [-e, -e * 0.4],
          [e, -e * 0.4],
        ],
        8,
        [1.6, 3.4],
        0.5,
        tags(TAG.grass, TAG.bare),
      );
      if (rng.chance(0.4)) fabric(s, e * 1.9, { ...townOf(s, 0.3), where: (_, y) => y > e * 0.35 });
    });
    noteTrees(s);
  },
};

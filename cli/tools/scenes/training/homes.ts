import { centred } from '../categories/layout';
import { jitter, mix, type Rgb } from '../core/color';
import { type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { base, openLand, patches, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { noteTrees, plant, scatter } from '../parts/vegetation';
import { car } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';
import { pool } from '../parts/yards';

const COATS: readonly Rgb[] = [
  [224, 222, 216],
  [206, 204, 200],
  [178, 176, 172],
  [196, 184, 162],
  [150, 148, 146],
  [128, 118, 108],
  [172, 190, 196],
];

/** A long, low home with a flat or shallow roof; at times a carport and a shed beside it. */
function mobileHome(s: Scene, x: number, y: number, angle: number, l: number, w: number): void {
  const { rng } = s;
  const rgb = jitter(rng.pick(COATS), 10, rng.next);
  const foot = rect(x, y, l, w, angle);
  if (!s.paint.free(foot, BUILDABLE | tags(TAG.paved))) return;
  s.paint.as('mobile home', () => {
    s.paint.fill(foot, {
      rgb,
      fine: 0.04,
      mid: 0.06,
      tag: TAG.building,
      height: 3.2,
    });
    s.paint.within(x, y, angle, () => {
      s.paint.fill(rect(0, w / 4, l, w / 2), { rgb: [0, 0, 0], alpha: 0.06 });
      for (let k = rng.int(0, 3); k > 0; k--)
        s.paint.fill(rect(rng.range(-0.4, 0.4) * l, rng.range(-0.3, 0.3) * w, 1, 0.8), {
          rgb: [236, 236, 232],
        });
    });
  });
  s.features.add('mobile home', foot);
}

export const mobileHomePark: Composer = {
  extent: [64, 420],
  regions: ['america', 'america', 'europe', 'mediterranean', 'arid'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.8), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const l = rng.range(13, 21);
      const w = rng.range(4.2, 7.5);
      const slant = rng.chance(0.6) ? rng.range(0.4, 1.2) : Math.PI / 2;
      const deep = l * Math.sin(slant) + 3;
      const street = rng.range(6, 9);
      const step = w / Math.sin(slant) + rng.range(4.5, 9);
      const trees = rng.range(0, 1.2);
      const pitch = deep * 2 + street;
      const reach = e * 0.9;
      const tar = rng.chance(0.75) ? s.style.asphalt : mix(s.style.soil, s.style.concrete, 0.5);
      for (let y = -Math.ceil(reach / pitch) * pitch; y < reach; y += pitch) {
        road(
          s,
          [
            [-e, y],
            [e, y],
          ],
          street,
          { rgb: tar, marks: 'none', ...(rng.chance(0.5) ? { gap: 60 } : {}) },
        );
      }
      for (let i = rng.int(0, 2); i > 0; i--) {
        const x = rng.range(-0.5, 0.5) * e;
        road(
          s,
          [
            [x, -e],
            [x, e],
          ],
          street,
          { rgb: tar, marks: 'none' },
        );
      }
      rows(s, reach, pitch, street, deep, step, l, w, slant, trees);
      const whole = rect(0, 0, e * 1.5, e * 1.5);
      s.features.add('mobile home park', whole);
    });
    noteTrees(s);
  },
};

/** Homes beside every street: a row above and one below, slanted like herring bones. */
function rows(
  s: Scene,
  reach: number,
  pitch: number,
  street: number,
  deep: number,
  step: number,
  l: number,
  w: number,
  slant: number,
  trees: number,
): void {
  const { rng } = s;
  for (let y = -Math.ceil(reach / pitch) * pitch; y < reach; y += pitch) {
    for (const side of [-1, 1]) {
      const yc = y + side * (street / 2 + deep / 2 + 0.5);
      for (let x = -reach + rng.range(0, step); x < reach; x += step) {
        if (rng.chance(0.06)) continue;
        const length = l * rng.range(0.8, 1.05);
        mobileHome(s, x, yc, side > 0 ? slant : -slant, length, w * rng.range(0.85, 1.15));
        const px = x + step * 0.5;
        if (rng.chance(0.5)) {
          s.paint.fill(rect(px, yc - side * 2, 3, deep * 0.6), {
            rgb: s.style.concrete,
            ...GRAIN.concrete,
            tag: TAG.paved,
            on: BUILDABLE,
          });
          if (rng.chance(0.55)) car(s, px, yc - side * deep * 0.25, Math.PI / 2, true);
        }
        if (rng.chance(trees * 0.6)) plant(s, px, yc + side * deep * 0.2, rng.range(1.5, 4));
      }
    }
  }
}

const TIN: readonly Rgb[] = [
  [150, 110, 88],
  [132, 92, 72],
  [168, 164, 158],
  [196, 194, 190],
  [120, 104, 92],
  [146, 140, 134],
  [92, 112, 140],
  [160, 80, 66],
  [110, 128, 112],
];

/** Small tin roofs at all angles on brown earth, lanes too narrow for cars, a few wider dirt roads. */
export const informalHouses: Composer = {
  extent: [64, 420],
  regions: ['tropical', 'tropical', 'arid', 'asia'],
  compose(s) {
    const { rng, extent: e } = s;
    const earth = jitter(
      rng.pick<Rgb>([
        [168, 120, 90],
        [150, 118, 92],
        [182, 146, 112],
        [140, 108, 88],
      ]),
      12,
      rng.next,
    );
    base(s, earth, { fine: 0.1, mid: 0.14, big: 0.12 }, TAG.bare);
    if (rng.chance(0.7))
      patches(s, s.style.grass, GRAIN.grass, TAG.grass, rng.range(0.05, 0.3), 24, 0.15);
    const tins = Array.from({ length: rng.int(3, 6) }, () => jitter(rng.pick(TIN), 14, rng.next));
    centred(s, rng.range(0, Math.PI), () => {
      for (let i = rng.int(1, 3); i > 0; i--) {
        const y = rng.range(-0.5, 0.5) * e;
        const line: Polygon = smooth(
          Array.from(
            { length: 5 },
            (_, k) => [(k / 4 - 0.5) * 2 * e, y + rng.range(-0.12, 0.12) * e] as const,
          ),
          8,
        );
        const paved = rng.chance(0.3);
        road(s, line, rng.range(4, 7), {
          rgb: paved ? s.style.asphalt : mix(earth, [206, 178, 150], 0.4),
          marks: 'none',
          gap: rng.range(20, 60),
        });
      }
      const open = rng.range(1.08, 1.7);
      const size = rng.range(5, 9);
      const spread = rng.chance(0.5) ? 0.12 : 0.6;
      for (let y = -e * 0.75; y < e * 0.75; y += size * open * 0.95) {
        for (let x = -e * 0.75; x < e * 0.75; x += size * open) {
          if (rng.chance(0.08)) {
            plant(s, x, y, rng.range(1.5, 4.5));
            continue;
          }
          const w = size * rng.range(0.7, 1.5);
          const d = size * rng.range(0.6, 1);
          const a = 0.5 * s.noise(x / 90, y / 90) * Math.PI * spread + rng.normal() * 0.1;
          const foot = rect(x + rng.range(-1, 1), y + rng.range(-1, 1), w, d, a);
          if (!s.paint.free(foot, tags(TAG.bare, TAG.grass))) continue;
          const rgb = jitter(rng.pick(tins), 12, rng.next);
          const high = rng.range(2.4, 4);
          s.paint.as('shack', () => {
            s.paint.fill(foot, { rgb, fine: 0.08, mid: 0.12, tag: TAG.building, height: high });
            if (rng.chance(0.6)) {
              const [p, q, r, t] = foot as readonly [Pt, Pt, Pt, Pt];
              const m1 = half(p, t);
              const m2 = half(q, r);
              s.paint.fill([p, q, m2, m1], { rgb: [0, 0, 0], alpha: rng.range(0.04, 0.16) });
            }
          });
          s.features.add('shack', foot);
        }
      }
      s.features.add('slum', rect(0, 0, e * 1.5, e * 1.5));
    });
    noteTrees(s);
  },
};

type Pt = readonly [number, number];
const half = (a: Pt, b: Pt): Pt => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** A suburb with a pool in most gardens. */
export const pools: Composer = {
  extent: [64, 240],
  regions: ['america', 'mediterranean', 'arid', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    centred(s, rng.range(0, Math.PI), () => {
      for (let i = rng.int(2, Math.round(e / 9)); i > 0; i--) {
        const x = rng.range(-0.55, 0.55) * e;
        const y = rng.range(-0.55, 0.55) * e;
        const w = rng.range(4, 11);
        s.paint.within(x, y, rng.pick([0, Math.PI / 2, 0.4]), () =>
          pool(s, 0, 0, w, w * rng.range(0.4, 0.7)),
        );
      }
      fabric(s, e * 1.6, { ...townOf(s, 0.1), kinds: [['houses', 1]], gap: 50 });
      scatter(s, rng.int(10, 60), e, e, [1.5, 4]);
    });
    noteTrees(s);
  },
};

/** A landing place for helicopters, on a roof, in a car park or on a lawn. */
export const helipad: Composer = {
  extent: [64, 260],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    centred(s, rng.range(0, Math.PI), () => {
      const r = rng.range(7, 13);
      const onRoof = rng.chance(0.4);
      const ground = rect(0, 0, r * 4, r * 3.4);
      if (onRoof) {
        flatRoof(s, ground, 14, s.style.flatRoof(), 0);
      } else if (rng.chance(0.6))
        s.paint.fill(ground, { rgb: s.style.grass, ...GRAIN.lawn, tag: TAG.grass, height: 0 });
      pad(s, 0, 0, r);
      road(
        s,
        [
          [-e, r * 2.6],
          [e, r * 2.6],
        ],
        8,
        { gap: 30 },
      );
      fabric(s, e * 1.7, {
        ...townOf(s, 0.8),
        where: (u, v) => Math.max(Math.abs(u), Math.abs(v)) > r * 2.8,
      });
      scatter(s, 40, e * 1.2, e * 1.2, [1.5, 4]);
    });
    noteTrees(s);
  },
};

function pad(s: Scene, x: number, y: number, r: number): void {
  const { rng } = s;
  const square = rng.chance(0.5);
  const shape = square ? rect(x, y, r * 2, r * 2) : circle(x, y, r);
  const rgb = rng.pick<Rgb>([
    [120, 118, 114],
    [176, 172, 164],
    [96, 126, 96],
    [150, 80, 70],
    [84, 104, 140],
  ]);
  s.paint.fill(shape, { rgb, ...GRAIN.concrete, tag: TAG.paved });
  const white: Rgb = rng.chance(0.8) ? [232, 232, 228] : [226, 200, 90];
  const thin = Math.max(0.5, s.step * 0.8);
  const ring = circle(x, y, r * 0.8);
  s.paint.fill(strip([...ring, ring[0] as Pt], thin), { rgb: white });
  const h = r * 0.42;
  for (const k of [-1, 1])
    s.paint.fill(rect(x + k * h * 0.6, y, thin * 1.4, h * 2), { rgb: white });
  s.paint.fill(rect(x, y, h * 1.2, thin * 1.4), { rgb: white });
  s.features.add('helipad', shape);
}

const circle = (x: number, y: number, r: number): Polygon =>
  Array.from({ length: 32 }, (_, i) => {
    const a = (i / 32) * 2 * Math.PI;
    return [x + r * Math.cos(a), y + r * Math.sin(a)] as const;
  });

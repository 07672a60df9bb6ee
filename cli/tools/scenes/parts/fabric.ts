import { type Polygon, rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Scene } from '../core/scene';
import { BLOCKS, type BlockKind } from './blocks';
import { road } from './roads';
import { plant } from './vegetation';

export interface Fabric {
  /** Mean block, metres, along x and y of the grid. */
  block: readonly [number, number];
  street: number;
  /** Width of every fourth street, in street widths. */
  main?: number;
  kinds: readonly (readonly [BlockKind, number])[];
  /** Trees along the streets, share of places taken. */
  streetTrees?: number;
  /** Mean distance between vehicles of a lane. */
  gap?: number;
  /** How far street crossings are shaken, share of a block. */
  shake?: number;
  /** Town is only where this holds: for streets all along, for blocks at their centre. */
  where?: (x: number, y: number) => boolean;
  /** Width and height of a rectangle around the origin that stays free; streets run along its sides. */
  hole?: readonly [number, number];
}

const STREETS_ON = tags(TAG.ground, TAG.grass, TAG.bare, TAG.yard, TAG.field, TAG.sand);

/**
 * Streets and what stands between them over a span·span square around the frame's origin; keeps off what has been
 * built, water and rails.
 */
export function fabric(s: Scene, span: number, f: Fabric): void {
  const { rng } = s;
  const main = f.main ?? 1.5;
  const xs = cuts(s, span, f.block[0] + f.street, f.shake ?? 0.2, f.hole && f.hole[0] + f.street);
  const ys = cuts(s, span, f.block[1] + f.street, f.shake ?? 0.2, f.hole && f.hole[1] + f.street);
  const where = (x: number, y: number) =>
    (!f.where || f.where(x, y)) &&
    (!f.hole || Math.abs(x) > f.hole[0] / 2 || Math.abs(y) > f.hole[1] / 2);
  const wx = xs.map((_, i) => (i % 4 === 1 ? f.street * main : f.street));
  const wy = ys.map((_, i) => (i % 4 === 2 ? f.street * main : f.street));
  const streets: [Polygon, number][] = [
    ...xs.flatMap((x, i) => pieces(span, where, (t) => [x, t], wx[i] as number)),
    ...ys.flatMap((y, i) => pieces(span, where, (t) => [t, y], wy[i] as number)),
  ];
  for (const [line, width] of streets) {
    road(s, line, width * 0.62, {
      walk: width * 0.19,
      on: STREETS_ON | tags(TAG.paved),
      marks: width > 13 ? 'centre' : 'none',
      note: width > f.street,
      ...(f.gap ? { gap: f.gap } : {}),
    });
  }
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      const x0 = (xs[i] as number) + (wx[i] as number) / 2;
      const x1 = (xs[i + 1] as number) - (wx[i + 1] as number) / 2;
      const y0 = (ys[j] as number) + (wy[j] as number) / 2;
      const y1 = (ys[j + 1] as number) - (wy[j + 1] as number) / 2;
      const cx = (x0 + x1) / 2;
      const cy = (y0 + y1) / 2;
      if (!where(cx, cy)) continue;
      if (!near(s, cx, cy, Math.hypot(x1 - x0, y1 - y0) / 2)) continue;
      const kind = rng.weighted(f.kinds);
      const wide = x1 - x0 >= y1 - y0;
      s.paint.within(cx, cy, wide ? 0 : Math.PI / 2, () => {
        BLOCKS[kind](s, wide ? x1 - x0 : y1 - y0, wide ? y1 - y0 : x1 - x0);
      });
    }
  }
  for (const [line, width] of streets) {
    if (f.streetTrees && s.step < 3) streetTrees(s, line, width, f.streetTrees);
  }
}

/** The parts of a street that lie where town may be. */
function pieces(
  span: number,
  where: (x: number, y: number) => boolean,
  at: (t: number) => readonly [number, number],
  width: number,
): [Polygon, number][] {
  const out: [Polygon, number][] = [];
  let from: number | undefined;
  for (let t = -span / 2; t <= span / 2 + 6; t += 6) {
    const [x, y] = at(t);
    const open = t <= span / 2 && where(x, y);
    if (open) from ??= t;
    if (!open && from !== undefined) {
      if (t - from > 18) out.push([[at(from), at(t)], width]);
      from = undefined;
    }
  }
  return out;
}

/** Where streets run, across the span; with a hole, along its two sides and outwards from there. */
function cuts(s: Scene, span: number, pitch: number, shake: number, hole?: number): number[] {
  const shaken = (at: number) => at + s.rng.range(-0.5, 0.5) * shake * pitch;
  const out: number[] = [];
  if (hole === undefined) {
    for (let at = s.rng.range(-0.5, 0) * pitch - span / 2; at < span / 2 + pitch; at += pitch) {
      out.push(shaken(at));
    }
    return out;
  }
  for (const side of [-1, 1]) {
    out.push((side * hole) / 2);
    for (let d = pitch; hole / 2 + d < span / 2 + pitch; d += pitch) {
      out.push(side * (hole / 2 + d) + shaken(0));
    }
  }
  return out.sort((a, b) => a - b);
}

/** Whether a disc touches the scene. */
function near(s: Scene, x: number, y: number, r: number): boolean {
  const [px, py] = s.paint.toPixel(x, y);
  const q = r * s.paint.perMetre;
  return px > -q && py > -q && px < s.paint.n + q && py < s.paint.n + q;
}

function streetTrees(s: Scene, line: Polygon, width: number, share: number): void {
  const [a, b] = [line[0], line[line.length - 1]];
  if (!a || !b) return;
  const len = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const ux = (b[0] - a[0]) / len;
  const uy = (b[1] - a[1]) / len;
  const on = STREETS_ON | tags(TAG.paved);
  for (let t = 0; t < len; t += 9) {
    for (const side of [-1, 1]) {
      if (!s.rng.chance(share)) continue;
      const d = side * width * 0.45;
      plant(s, a[0] + ux * t - uy * d, a[1] + uy * t + ux * d, s.rng.range(1.8, 3.6), on);
    }
  }
}

/** Surroundings that suit a region: the mix of blocks found there. */
export function townOf(s: Scene, dense = 0.5): Fabric {
  const { rng } = s;
  const kinds: Record<string, readonly (readonly [BlockKind, number])[]> = {
    europe: [
      ['perimeter', 4 * dense],
      ['houses', 3],
      ['offices', 1],
      ['green', 0.6],
      ['packed', dense * 2],
    ],
    america: [
      ['houses', 5],
      ['offices', 2.5 * dense],
      ['parking', 0.6],
      ['green', 0.5],
    ],
    asia: [
      ['slabs', 5],
      ['packed', 2 * dense],
      ['offices', 1.5],
      ['towers', dense],
      ['green', 0.4],
    ],
    arid: [
      ['packed', 4],
      ['offices', 1],
      ['houses', 1],
    ],
    tropical: [
      ['packed', 3],
      ['houses', 2],
      ['slabs', 1],
      ['green', 0.6],
    ],
    mediterranean: [
      ['perimeter', 3 * dense],
      ['packed', 3],
      ['houses', 2],
      ['green', 0.4],
    ],
  };
  const american = s.style.region === 'america';
  return {
    block: american
      ? [rng.range(110, 170), rng.range(56, 70)]
      : [rng.range(70, 130), rng.range(55, 90)],
    street: rng.range(9, 14),
    kinds: kinds[s.style.region] as readonly (readonly [BlockKind, number])[],
    streetTrees: rng.range(0, 0.6) * s.style.green,
    shake: american ? 0.1 : 0.35,
  };
}

/** Fills the scene around what is there with town, turned by `angle`. */
export function townAround(s: Scene, angle: number, f: Fabric = townOf(s)): void {
  const c = s.extent / 2;
  s.paint.within(c, c, angle, () => fabric(s, s.extent * 1.5, f));
}

export const wholeFrame = (s: Scene): Polygon =>
  rect(s.extent / 2, s.extent / 2, s.extent, s.extent);

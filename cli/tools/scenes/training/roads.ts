import { centred } from '../categories/layout';
import { mix } from '../core/color';
import { blob, ellipse, offset, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { openLand, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, plant, scatter, treeLine } from '../parts/vegetation';
import { bus, car, truck } from '../parts/vehicles';
import { parking } from '../parts/yards';

/** Two carriageways with shoulders, a median strip or barrier, and traffic. */
function carriageways(s: Scene, line: Polygon, lanes: number, gap: number): number {
  const { rng } = s;
  const wide = lanes * 3.7 + 4;
  const median = rng.weighted([
    [1.2, 3],
    [7, 1.5],
    [16, 1],
  ] as const);
  const rgb = rng.chance(0.5)
    ? s.style.asphalt
    : mix(s.style.asphalt, s.style.concrete, rng.range(0.4, 1));
  const all = 2 * wide + median;
  if (median > 5) {
    s.paint.fill(strip(line, all), {
      rgb: mix(s.style.grass, s.style.dry, rng.next()),
      ...GRAIN.grass,
      tag: TAG.grass,
      height: 0,
    });
  }
  for (const d of [-1, 1]) {
    const way = offset(line, (d * (wide + median)) / 2);
    road(s, way, median > 5 ? wide : wide + median / 2, { rgb, marks: 'lanes', on: 0xffff });
    const heading = d > 0 ? 0 : Math.PI;
    for (let k = 0; k < lanes && s.step < 2.2; k++) {
      const lane = offset(way, (k - (lanes - 1) / 2) * 3.7);
      const [a, b] = [lane[0], lane[lane.length - 1]] as const;
      if (!a || !b) continue;
      let at = rng.range(0, gap);
      const list = walk(lane);
      for (const p of list) {
        if (p.at < at) continue;
        at = p.at + 7 + rng.range(0.1, 1.9) * gap;
        const turn = p.angle + heading;
        const kind = rng.next();
        if (kind < 0.09) {
          truck(s, p.x, p.y, turn);
          at += 12;
        } else if (kind < 0.11) bus(s, p.x, p.y, turn);
        else car(s, p.x, p.y, turn, true);
      }
    }
  }
  if (median < 5)
    s.paint.fill(strip(line, 0.8), { rgb: s.style.concrete, height: 1, ...GRAIN.concrete });
  s.features.add('freeway', strip(line, all));
  return all;
}

/** Places along a line, a metre apart. */
function walk(line: Polygon): { x: number; y: number; angle: number; at: number }[] {
  const out = [];
  let at = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as readonly [number, number];
    const [bx, by] = line[i + 1] as readonly [number, number];
    const len = Math.hypot(bx - ax, by - ay);
    for (let t = 0; t < len; t += 1)
      out.push({
        x: ax + ((bx - ax) * t) / len,
        y: ay + ((by - ay) * t) / len,
        angle: Math.atan2(by - ay, bx - ax),
        at: at + t,
      });
    at += len;
  }
  return out;
}

const bent = (e: number, bend: number): Polygon =>
  smooth(
    [
      [-e, bend * e],
      [-e * 0.3, 0],
      [e * 0.3, 0],
      [e, bend * e],
    ],
    12,
  );

function roadside(s: Scene, keep: number): void {
  const { rng, extent: e } = s;
  if (rng.chance(0.45))
    fabric(s, e * 1.6, { ...townOf(s, 0.4), where: (_, y) => Math.abs(y) > keep + 14, gap: 40 });
  for (let i = rng.int(0, 8); i > 0; i--)
    grove(
      s,
      blob(
        rng.range(-0.6, 0.6) * e,
        (rng.chance(0.5) ? 1 : -1) * (keep + rng.range(8, 30)),
        rng.range(10, 40),
        rng.range(5, 14),
        0.4,
        rng.next,
      ),
      3,
      rng.range(0.4, 1),
    );
  scatter(s, rng.int(0, 60), e * 1.2, e * 1.2, [1, 3.5]);
}

export const freeway: Composer = {
  extent: [64, 700],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0, 0.5), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const y = rng.range(-0.15, 0.15) * e;
      s.paint.within(0, y, 0, () => {
        const wide = carriageways(
          s,
          bent(e, rng.chance(0.5) ? 0 : rng.range(-0.25, 0.25)),
          rng.int(2, 5),
          rng.range(9, 70),
        );
        if (rng.chance(0.4)) {
          const d = (rng.chance(0.5) ? 1 : -1) * (wide / 2 + rng.range(14, 30));
          road(s, offset(bent(e, 0), d), rng.range(7, 11), { marks: 'centre', gap: 30 });
        }
        roadside(s, wide / 2);
      });
    });
    noteTrees(s);
  },
};

export const overpass: Composer = {
  extent: [64, 420],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0, 0.5), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const wide = carriageways(s, bent(e, rng.range(-0.1, 0.1)), rng.int(2, 4), rng.range(12, 50));
      const skew = rng.range(-0.5, 0.5);
      const decks = rng.chance(0.3) ? 2 : 1;
      const width = rng.range(9, 26);
      const deck = rng.chance(0.5) ? s.style.asphalt : s.style.concrete;
      for (let k = 0; k < decks; k++) {
        const x = (k - (decks - 1) / 2) * width * rng.range(1.2, 1.6) + rng.range(-0.1, 0.1) * e;
        const line: Polygon = [
          [x - skew * e, -e],
          [x, 0],
          [x + skew * e, e],
        ];
        const high = rng.range(5.5, 9);
        const ramp = (_: number, y: number) =>
          high * Math.max(0, Math.min(1, 1.6 - Math.abs(y) / Math.max(50, wide)));
        s.paint.fill(strip(line, width + 2), {
          rgb: mix(s.style.concrete, [214, 210, 200], 0.5),
          ...GRAIN.concrete,
          tag: TAG.paved,
          height: (px, py) => ramp(px, py) + 0.9,
        });
        road(s, line, width, {
          rgb: deck,
          marks: 'lanes',
          height: ramp,
          gap: rng.range(12, 60),
          on: 0xffff,
        });
        const t = (wide * 0.62) / e;
        const over: Polygon = [
          [x - skew * e * t, -e * t],
          [x, 0],
          [x + skew * e * t, e * t],
        ];
        s.features.add('overpass', strip(over, width + 2));
      }
      roadside(s, wide / 2);
    });
    noteTrees(s);
  },
};

export const roundabout: Composer = {
  extent: [70, 420],
  compose(s) {
    const { rng, extent: e } = s;
    if (rng.chance(0.5)) townGround(s);
    else openLand(s, rng.range(0, 0.4));
    centred(s, rng.range(0, Math.PI), () => {
      const r = Math.min(e * 0.36, rng.range(9, 42));
      const wide = rng.range(6, 12);
      const arms = rng.int(3, 5);
      for (let k = 0; k < arms; k++) {
        const a = (k / arms) * 2 * Math.PI + rng.range(-0.25, 0.25);
        const line: Polygon = [
          [Math.cos(a) * r, Math.sin(a) * r],
          [Math.cos(a) * e, Math.sin(a) * e],
        ];
        road(s, line, rng.range(7, 15), {
          marks: 'centre',
          gap: rng.range(12, 40),
          on: 0xffff,
          walk: 2,
        });
        const tip = r + wide * 0.7;
        s.paint.fill(
          [
            [Math.cos(a) * (tip + 14), Math.sin(a) * (tip + 14)],
            [Math.cos(a + 0.09) * tip, Math.sin(a + 0.09) * tip],
            [Math.cos(a - 0.09) * tip, Math.sin(a - 0.09) * tip],
          ],
          { rgb: s.style.grass, ...GRAIN.grass, tag: TAG.grass },
        );
      }
      const ring = ellipse(0, 0, r + wide / 2, r + wide / 2, 48);
      s.paint.as('road', () =>
        s.paint.fill(ring, { rgb: s.style.asphalt, ...GRAIN.asphalt, tag: TAG.paved, height: 0 }),
      );
      s.features.note('road', ring);
      s.paint.fill(ellipse(0, 0, r - wide / 2, r - wide / 2, 40), {
        rgb: mix(s.style.grass, s.style.soil, rng.chance(0.7) ? 0.1 : 0.8),
        ...GRAIN.lawn,
        tag: TAG.grass,
        height: 0.3,
      });
      for (let i = rng.int(0, 8); i > 0; i--) {
        const a = rng.range(0, 6.3);
        const d = rng.range(0, 0.8) * (r - wide / 2);
        plant(s, Math.cos(a) * d, Math.sin(a) * d, rng.range(1.2, 3.4));
      }
      for (let i = rng.int(0, 6); i > 0; i--) {
        const a = rng.range(0, 6.3);
        car(s, Math.cos(a) * r, Math.sin(a) * r, a - Math.PI / 2, true);
      }
      s.features.add('roundabout', ring);
      if (rng.chance(0.7))
        fabric(s, e * 1.6, { ...townOf(s, 0.5), where: (x, y) => Math.hypot(x, y) > r + 30 });
      scatter(s, rng.int(5, 80), e * 1.3, e * 1.3, [1.6, 4]);
    });
    noteTrees(s);
  },
};

/** Bars across a road that runs along x, at x. */
function zebra(s: Scene, x: number, width: number, deep: number): void {
  const bar = s.rng.range(0.45, 0.65);
  const shape = rect(x, 0, deep, width);
  for (let y = -width / 2 + 0.5; y < width / 2; y += bar * 2)
    s.paint.fill(rect(x, y, deep, bar), { rgb: [226, 226, 220], alpha: 0.9, on: tags(TAG.paved) });
  s.features.add('crosswalk', shape);
}

/** An arm of a crossing: stop line, zebra, cars that wait and cars that come. */
function arm(s: Scene, from: number, width: number, busy: number): void {
  const { rng, extent: e } = s;
  const lanes = Math.max(1, Math.floor(width / 7));
  if (s.step < 1) zebra(s, from + 3.2, width - 1, rng.range(2.6, 4));
  s.paint.fill(rect(from + 6.6, width / 4, 0.5, width / 2), { rgb: [224, 224, 218], alpha: 0.8 });
  for (const side of [-1, 1]) {
    for (let k = 0; k < lanes; k++) {
      const y = (side * (width / 2) * (k + 0.5)) / lanes;
      let x = from + (side > 0 ? 10 : 5 + rng.range(0, 20));
      const queue = side > 0 ? rng.int(0, Math.round(busy * 6)) : 0;
      for (let i = 0; x < e; i++) {
        const kind = rng.next();
        if (kind < 0.06) truck(s, x + 4, y, side > 0 ? Math.PI : 0);
        else if (kind < 0.09) bus(s, x + 4, y, side > 0 ? Math.PI : 0);
        else car(s, x, y, side > 0 ? Math.PI : 0, true);
        x += kind < 0.09 ? 17 : i < queue ? rng.range(6, 7.5) : rng.range(9, 20 + 40 * (1 - busy));
      }
    }
  }
}

export const intersection: Composer = {
  extent: [50, 320],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s, s.style.green * rng.next());
    centred(s, rng.range(0, Math.PI), () => {
      const skew = rng.chance(0.3) ? rng.range(-0.35, 0.35) : 0;
      const wide = [rng.range(9, 30), rng.range(8, 26)] as const;
      const arms = rng.chance(0.75) ? 4 : 3;
      const turn = (k: number) => (k * Math.PI) / 2 + (k % 2 ? skew : 0);
      const lamps = rng.chance(0.7);
      for (let k = 0; k < arms; k++)
        s.paint.within(0, 0, turn(k), () =>
          road(
            s,
            [
              [-2, 0],
              [e, 0],
            ],
            wide[k % 2 ? 1 : 0],
            { marks: 'lanes', on: 0xffff, walk: rng.range(1.5, 4) },
          ),
        );
      const middle = rect(0, 0, wide[1] + 3, wide[0] + 3);
      s.paint.as('road', () =>
        s.paint.fill(middle, { rgb: s.style.asphalt, ...GRAIN.asphalt, tag: TAG.paved, height: 0 }),
      );
      s.features.note('road', middle);
      for (let k = 0; k < arms; k++) {
        s.paint.within(0, 0, turn(k), () =>
          arm(s, wide[k % 2 ? 0 : 1] / 2 + 1.5, wide[k % 2 ? 1 : 0], lamps ? rng.next() : 0.3),
        );
      }
      for (let i = rng.int(0, 3); i > 0; i--)
        car(
          s,
          rng.range(-0.4, 0.4) * wide[1],
          rng.range(-0.4, 0.4) * wide[0],
          rng.range(0, 6.3),
          true,
        );
      s.features.add('intersection', rect(0, 0, wide[1] + 16, wide[0] + 16));
      for (const [x, y] of [
        [1, 1],
        [-1, 1],
        [-1, -1],
        [1, -1],
      ] as const) {
        const cx = x * (wide[1] / 2 + 28);
        const cy = y * (wide[0] / 2 + 24);
        if (rng.chance(0.35)) s.paint.within(cx, cy, 0, () => parking(s, 42, 34));
      }
      fabric(s, e * 1.8, {
        ...townOf(s, 0.7),
        where: (x, y) => Math.abs(x) > wide[1] / 2 + 5 && Math.abs(y) > wide[0] / 2 + 5,
      });
      for (const d of [-1, 1])
        treeLine(
          s,
          [
            [-e, d * (wide[0] / 2 + 5)],
            [e, d * (wide[0] / 2 + 5)],
          ],
          9,
          [1.2, 3],
          0.6,
          tags(TAG.grass, TAG.yard, TAG.bare, TAG.ground),
        );
    });
    noteTrees(s);
  },
};

/** A town's street from near: cars parked at both kerbs, crossings. */
export const street: Composer = {
  extent: [64, 260],
  compose(s) {
    const { rng, extent: e } = s;
    townGround(s);
    centred(s, rng.range(0, Math.PI), () => {
      const width = rng.range(9, 20);
      const line: Polygon = [
        [-e, 0],
        [e, 0],
      ];
      road(s, line, width, {
        marks: width > 13 ? 'lanes' : 'centre',
        gap: rng.range(10, 40),
        walk: 3,
        on: 0xffff,
      });
      for (let i = rng.int(0, 2); i > 0; i--)
        if (s.step < 1) zebra(s, rng.range(-0.4, 0.4) * e, width, 3.2);
      const full = rng.range(0.2, 0.95);
      for (const side of [-1, 1])
        for (let x = -e * 0.8; x < e * 0.8; x += rng.range(5.6, 7))
          if (rng.chance(full)) {
            const y = side * (width / 2 - 1.2);
            if (rng.chance(0.03)) bus(s, x, y, 0);
            else car(s, x, y, rng.chance(0.9) ? (side > 0 ? 0 : Math.PI) : 0, true);
          }
      fabric(s, e * 1.8, {
        ...townOf(s, 0.9),
        where: (_, y) => Math.abs(y) > width / 2 + 5,
        gap: rng.range(14, 40),
      });
      for (const side of [-1, 1])
        treeLine(
          s,
          offset(line, side * (width / 2 + 2)),
          rng.range(7, 14),
          [1.4, 4],
          rng.range(0.1, 0.9),
          tags(TAG.paved, TAG.grass, TAG.yard),
        );
    });
    noteTrees(s);
  },
};

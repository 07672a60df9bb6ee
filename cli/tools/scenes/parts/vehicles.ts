import type { Rgb } from '../core/color';
import { along, type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

const CARS: readonly (readonly [Rgb, number])[] = [
  [[226, 226, 224], 5],
  [[178, 180, 182], 3.5],
  [[120, 122, 126], 2],
  [[40, 42, 46], 4],
  [[64, 66, 74], 2],
  [[146, 44, 40], 1.2],
  [[52, 74, 120], 1.2],
  [[150, 136, 104], 0.6],
];

/** A car with its glass, heading along +x of `angle`. */
export function car(s: Scene, x: number, y: number, angle: number, note = false): void {
  s.paint.as('car', () => drawCar(s, x, y, angle, note));
}

function drawCar(s: Scene, x: number, y: number, angle: number, note: boolean): void {
  const { rng, paint } = s;
  const rgb = rng.weighted(CARS);
  const l = rng.range(4.1, 5);
  const w = 1.95;
  const body = rect(x, y, l, w, angle);
  paint.fill(body, { rgb, tag: TAG.object, height: 1.5, fine: 0.02 });
  if (s.step < 0.5) {
    const c = Math.cos(angle);
    const q = Math.sin(angle);
    const glass: Rgb = [34, 38, 44];
    paint.fill(rect(x + c * l * 0.17, y + q * l * 0.17, l * 0.13, w * 0.82, angle), { rgb: glass });
    paint.fill(rect(x - c * l * 0.3, y - q * l * 0.3, l * 0.1, w * 0.78, angle), { rgb: glass });
  }
  if (note) s.features.add('car', body);
  else s.features.note('car', body);
}

export function truck(s: Scene, x: number, y: number, angle: number): void {
  s.paint.as('truck', () => drawTruck(s, x, y, angle));
}

function drawTruck(s: Scene, x: number, y: number, angle: number): void {
  const { rng, paint } = s;
  const l = rng.range(8, 15);
  const rgb = rng.pick<Rgb>([
    [228, 228, 224],
    [200, 198, 190],
    [150, 60, 48],
    [70, 100, 150],
  ]);
  const c = Math.cos(angle);
  const q = Math.sin(angle);
  paint.fill(rect(x, y, l, 2.5, angle), {
    rgb,
    tag: TAG.object,
    height: 3.6,
    ...GRAIN.metal,
  });
  paint.fill(rect(x + c * (l / 2 + 1.4), y + q * (l / 2 + 1.4), 2.2, 2.3, angle), {
    rgb: rng.weighted(CARS),
    tag: TAG.object,
    height: 2.8,
  });
}

/** A city bus or a coach, from above a long roof with hatches. */
export function bus(s: Scene, x: number, y: number, angle: number): void {
  const { rng, paint } = s;
  const l = rng.range(10.5, 13);
  const rgb = rng.pick<Rgb>([
    [226, 226, 222],
    [176, 60, 52],
    [70, 110, 160],
    [214, 176, 70],
    [90, 140, 100],
  ]);
  const body = rect(x, y, l, 2.6, angle);
  paint.as('bus', () => paint.fill(body, { rgb, tag: TAG.object, height: 3.2, ...GRAIN.metal }));
  const c = Math.cos(angle);
  const q = Math.sin(angle);
  for (const k of [-0.25, 0.1])
    paint.fill(rect(x + c * l * k, y + q * l * k, 1.6, 1.5, angle), { rgb: [150, 152, 154] });
  s.features.add('bus', body);
}

/**
 * Traffic on a road with one or more lanes a side; keeps right.
 * @param gap mean distance between vehicles of a lane, metres
 */
export function traffic(s: Scene, line: Polygon, width: number, gap: number): void {
  if (s.step > 2.2) return;
  const lanes = Math.max(1, Math.floor(width / 7));
  for (let side = -1; side <= 1; side += 2) {
    for (let lane = 0; lane < lanes; lane++) {
      const d = side * (width / 2) * ((lane + 0.5) / lanes);
      for (const p of along(line, 7, s.rng.range(0, gap))) {
        if (!s.rng.chance(7 / gap)) continue;
        const x = p.x - Math.sin(p.angle) * d;
        const y = p.y + Math.cos(p.angle) * d;
        if (s.paint.tagAt(x, y) !== TAG.paved) continue;
        const heading = side > 0 ? p.angle : p.angle + Math.PI;
        if (s.rng.chance(0.1)) truck(s, x, y, heading);
        else car(s, x, y, heading);
      }
    }
  }
}

const BAY = 2.7;
const DEEP = 5.2;

/**
 * Rows of bays along x in a w·h rectangle around the frame's origin, the aisles between them, the cars.
 * @param full share of bays taken, 0..1
 * @returns how many cars there are
 */
export function parkingBays(s: Scene, w: number, h: number, full: number, note = false): number {
  const { rng, paint } = s;
  const aisle = rng.range(6.2, 7.5);
  const pitch = 2 * DEEP + aisle;
  const rows = Math.max(1, Math.floor((h + aisle) / pitch));
  const top = -((rows - 1) * pitch) / 2;
  const bays = Math.floor((w - 4) / BAY);
  const white: Rgb = [214, 214, 208];
  const worn = rng.range(0.35, 0.85);
  const waves = rng.range(0, 6);
  let cars = 0;
  for (let k = 0; k < rows; k++) {
    const y = top + k * pitch;
    const busy = Math.min(1, Math.max(0, full + rng.normal() * 0.12));
    if (s.step < 0.9) {
      paint.fill(rect(0, y, bays * BAY, 0.18), {
        rgb: white,
        alpha: worn,
        on: 1 << TAG.paved,
      });
      for (let b = 0; b <= bays; b++) {
        const x = (b - bays / 2) * BAY;
        paint.fill(rect(x, y, 0.16, 2 * DEEP), {
          rgb: white,
          alpha: worn,
          on: 1 << TAG.paved,
        });
      }
    }
    for (let b = 0; b < bays; b++) {
      for (const side of [-1, 1] as const) {
        const crowd = busy + 0.25 * Math.sin(b * 0.21 + waves + k);
        if (!rng.chance(crowd)) continue;
        const x = (b + 0.5 - bays / 2) * BAY + rng.range(-0.15, 0.15);
        const at = y + side * (DEEP / 2) + rng.range(-0.2, 0.2);
        if (paint.tagAt(x, at) !== TAG.paved) continue;
        const nose = rng.chance(0.6) ? side : -side;
        car(s, x, at, (nose * Math.PI) / 2 + rng.range(-0.03, 0.03), note);
        cars++;
      }
    }
  }
  return cars;
}

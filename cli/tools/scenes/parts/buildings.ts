import { type Rgb, scale } from '../core/color';
import { type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Scene } from '../core/scene';
import { flatRoof, pitched } from './roofs';
import { lean, walls } from './walls';

/** A dwelling: one body, often a wing or a porch. Returns its footprint. */
export function house(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  note = true,
  rgb: Rgb = s.style.houseRoof(),
): Polygon {
  return s.paint.as('house', () => drawHouse(s, x, y, w, d, angle, note, rgb));
}

function drawHouse(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  note: boolean,
  rgb: Rgb,
): Polygon {
  const { rng } = s;
  const eaves = rng.range(3, 5.5);
  const hip = rng.chance(0.5);
  const c = Math.cos(angle);
  const q = Math.sin(angle);
  if (s.style.region === 'arid' || rng.chance(0.05)) {
    flatRoof(s, rect(x, y, w, d, angle), eaves, rgb, 0.6);
  } else {
    if (w * s.paint.perMetre > 9 && rng.chance(0.6)) {
      const side = rng.chance(0.5) ? 1 : -1;
      const out = (d / 2) * rng.range(0.3, 0.8) * (rng.chance(0.5) ? 1 : -1);
      const u = side * w * rng.range(0.1, 0.28);
      const k = rng.range(0.5, 0.7);
      pitched(
        s,
        x + u * c - out * q,
        y + u * q + out * c,
        w * k * 0.75,
        d * k * 1.3,
        angle,
        eaves - 0.4,
        rgb,
        hip,
      );
    }
    pitched(s, x, y, w, d, angle, eaves, rgb, hip);
  }
  const foot = rect(x, y, w, d, angle);
  if (note) s.features.add('building', foot);
  return foot;
}

/** A large roof of sheet metal: a shallow gable, seams, skylights. */
export function shed(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  rgb: Rgb = s.style.shedRoof(),
  note = true,
): void {
  s.paint.as('warehouse', () => drawShed(s, x, y, w, d, angle, rgb, note));
}

function drawShed(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  rgb: Rgb,
  note: boolean,
): void {
  const { paint, rng } = s;
  const h = rng.range(6, 12);
  paint.within(x, y, angle, () => {
    const foot = rect(0, 0, w, d);
    const roof = walls(s, foot, h, [176, 176, 172]);
    const [lx, ly] = lean(s);
    const spans = Math.max(1, Math.round(d / rng.range(18, 36)));
    const seam = rng.range(1.2, 2.4);
    const seams = Math.min(0.07, (0.05 * seam) / Math.max(0.2, s.step));
    const ribs = seam > 2.4 * s.step ? seams : 0;
    const skylight = rng.chance(0.35) ? rng.range(6, 12) : 0;
    paint.fill(roof, {
      rgb,
      fine: 0.03,
      mid: 0.07,
      big: 0.05,
      tag: TAG.building,
      height: h,
      tone: (px, py) => {
        const v = (((py - ly * h + d / 2) / d) * spans) % 1;
        const side = v < 0.5 ? s.light(0, -0.28) : s.light(0, 0.28);
        const u = px - lx * h + w / 2;
        let k = side + ribs * Math.sin((u / seam) * 2 * Math.PI);
        if (Math.abs(v - 0.5) * d < 0.5 * spans) k *= 0.92;
        if (skylight && u % skylight < 1 && v % 0.5 > 0.12 && v % 0.5 < 0.38) k *= 1.14;
        return k;
      },
    });
    if (s.step < 1.3) {
      for (let i = rng.int(0, 5); i > 0; i--) {
        paint.fill(
          rect(rng.range(-0.4, 0.4) * w + lx * h, rng.range(-0.4, 0.4) * d + ly * h, 2, 1.6),
          {
            rgb: scale(rgb, 0.7),
            height: h + 1.4,
          },
        );
      }
    }
    if (note) s.features.add('building', roof);
  });
}

import { mix } from '../core/color';
import { rect } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { house } from './buildings';
import { build, free, type Plan } from './plots';
import { flatRoof, pitched } from './roofs';
import { plant } from './vegetation';
import { car } from './vehicles';
import { BUILDABLE } from './walls';
import { lawn, pool } from './yards';

/** Detached houses on lots, two rows back to back. */
export function houses(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const rows = Math.max(1, Math.min(2, Math.round(h / 28)));
  const lot = rng.range(12.5, 18);
  const deep = h / rows;
  const trees = rng.range(0.4, 2.2);
  for (let k = 0; k < rows; k++) {
    const street = k === 0 ? -1 : 1;
    const yc = -h / 2 + deep * (k + 0.5);
    for (let x = -w / 2 + lot / 2; x < w / 2 - lot * 0.3; x += lot) {
      if (rng.chance(0.04)) continue;
      if (rng.chance(s.style.green)) lawn(s, x, yc, lot * 0.94, deep * 0.96);
      const bw = lot * rng.range(0.72, 0.9);
      const bd = Math.min(deep * 0.62, rng.range(11, 16));
      const y = yc + street * (deep / 2 - bd / 2 - rng.range(2.5, 5));
      if (free(s, x, y, bw, bd)) house(s, x, y, bw, bd, rng.normal() * 0.02);
      if (s.step < 1.3) {
        s.paint.fill(rect(x + bw * 0.36, yc + street * (deep / 2 - 2.6), 3.6, 6), {
          rgb: mix(s.style.concrete, s.style.asphalt, 0.3),
          ...GRAIN.concrete,
          on: BUILDABLE,
          tag: TAG.paved,
        });
      }
      if (rng.chance(0.3) && s.step < 1.2)
        car(s, x + bw * 0.36, yc + street * (deep / 2 - 3), Math.PI / 2);
      if (rng.chance(0.1)) pool(s, x + rng.range(-3, 3), yc - street * deep * 0.2, 4, 8);
      for (let t = rng.int(0, Math.round(trees * 2)); t > 0; t--) {
        plant(
          s,
          x + rng.range(-0.5, 0.5) * lot,
          yc + rng.range(-0.5, 0.5) * deep,
          rng.range(1.6, 4.2),
        );
      }
    }
  }
}

/** Old town: small roofs of all sizes shoulder to shoulder, lanes between. */
export function packed(s: Scene, w: number, h: number): void {
  const { rng } = s;
  let y = -h / 2;
  while (y < h / 2 - 4) {
    const d = Math.min(rng.range(8, 13), h / 2 - y);
    let x = -w / 2;
    while (x < w / 2 - 4) {
      const bw = Math.min(rng.range(7, 16), w / 2 - x);
      if (rng.chance(0.08)) {
        plant(s, x + bw / 2, y + d / 2, rng.range(2, 4));
      } else if (free(s, x + bw / 2, y + d / 2, bw * 0.94, d * 0.92)) {
        const a = rng.normal() * 0.03;
        if (rng.chance(s.style.region === 'arid' ? 0.9 : 0.25)) {
          const foot = rect(x + bw / 2, y + d / 2, bw * 0.95, d * 0.95, a);
          flatRoof(s, foot, rng.range(3, 9), s.style.flatRoof(), 0.5);
          s.features.add('building', foot);
        } else {
          house(s, x + bw / 2, y + d / 2, bw * 0.96, d * 0.96, a);
        }
      }
      x += bw + (rng.chance(0.15) ? rng.range(1, 4) : 0.4);
    }
    y += d + (rng.chance(0.4) ? rng.range(2, 5) : 0.6);
  }
}

/** Apartment slabs in parallel, greens between them. */
export function slabs(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const d = rng.range(10, 14);
  const gap = d * rng.range(1.0, 1.9);
  const long = rng.range(28, 60);
  const tall = rng.range(12, 24);
  const rgb = rng.chance(0.6) ? s.style.houseRoof() : s.style.flatRoof();
  const flat = rng.chance(0.45);
  for (let y = -h / 2 + d; y < h / 2 - d / 2; y += d + gap) {
    const shift = rng.range(-3, 3);
    for (let x = -w / 2 + long / 2; x < w / 2 - long / 3; x += long + rng.range(5, 9)) {
      if (rng.chance(0.05)) continue;
      const foot = rect(x + shift, y, long, d);
      if (!free(s, x + shift, y, long, d)) continue;
      if (flat) flatRoof(s, foot, tall, rgb, 1);
      else pitched(s, x + shift, y, long, d, 0, tall * 0.6, rgb, rng.chance(0.5));
      s.features.add('building', foot);
    }
    if (s.step < 3) {
      for (let x = -w / 2; x < w / 2; x += rng.range(4, 9)) {
        plant(s, x, y + d / 2 + gap * rng.range(0.35, 0.85), rng.range(1.8, 3.4));
      }
    }
  }
}

/** European block: a ring of joined houses round a court. */
export function perimeter(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const d = rng.range(10, 13);
  const tall = rng.range(8, 15);
  if (w < 2.4 * d || h < 2.4 * d) {
    packed(s, w, h);
    return;
  }
  const plans: Plan[] = [];
  const put = (x: number, y: number, bw: number, bd: number, storeys = tall) => {
    if (!free(s, x, y, bw, bd) || rng.chance(0.02)) return;
    const rgb = s.style.houseRoof();
    const foot = rect(x, y, bw, bd);
    const eaves = storeys + rng.normal() * 1.5;
    plans.push({
      foot,
      draw: rng.chance(0.75)
        ? () => pitched(s, x, y, bw, bd, 0, eaves, rgb, false)
        : () => flatRoof(s, foot, eaves),
    });
  };
  const side = (len: number, place: (t: number, bw: number) => void) => {
    let at = -len / 2;
    while (at < len / 2 - 5) {
      const bw = Math.min(rng.range(12, 26), len / 2 - at);
      place(at + bw / 2, bw);
      at += bw;
    }
  };
  for (const k of [-1, 1]) side(w, (t, bw) => put(t, (k * (h - d)) / 2, bw, d));
  for (const k of [-1, 1]) side(h - 2 * d, (t, bh) => put((k * (w - d)) / 2, t, d, bh));
  const cw = w - 2 * d;
  const ch = h - 2 * d;
  for (let x = -cw / 2 + 8; x < cw / 2 - 6; x += rng.range(13, 24)) {
    if (rng.chance(0.6))
      put(x, rng.range(-0.3, 0.3) * ch, rng.range(7, 13), rng.range(6, ch * 0.6), tall * 0.6);
    else plant(s, x, rng.range(-0.4, 0.4) * ch, rng.range(2.5, 5));
  }
  build(s, plans);
}

import { rect } from '../core/geometry';
import type { Scene } from '../core/scene';
import { shed } from './buildings';
import { build, free, type Plan, plotShape, plots } from './plots';
import { flatRoof } from './roofs';
import { scatter } from './vegetation';
import { lawn, parking } from './yards';

/** Downtown: plots built to their edges, of all heights; towers on podiums; a few open. */
export function towers(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const plans: Plan[] = [];
  const high = rng.range(0.15, 0.45);
  for (const [x, y, pw, ph] of plots(s, w - 2, h - 2, rng.range(24, 42))) {
    if (!free(s, x, y, pw * 0.9, ph * 0.9)) continue;
    if (rng.chance(0.09)) {
      s.paint.within(x, y, 0, () =>
        rng.chance(0.5) ? parking(s, pw, ph) : scatter(s, 9, pw * 0.8, ph * 0.8, [2, 4.5]),
      );
      continue;
    }
    const foot = plotShape(s, x, y, pw * rng.range(0.82, 0.99), ph * rng.range(0.82, 0.99));
    const tall = rng.chance(high);
    plans.push({
      foot,
      draw: () => {
        flatRoof(s, foot, tall ? rng.range(8, 24) : rng.range(9, 34), s.style.flatRoof(), 2);
        if (!tall) return;
        const k = rng.range(0.4, 0.72);
        flatRoof(
          s,
          plotShape(s, x, y, pw * k, ph * rng.range(0.4, 0.72)),
          28 + 60 * rng.next() ** 1.5,
          s.style.flatRoof(),
          2,
        );
      },
    });
  }
  build(s, plans);
}

/** High-rises standing free on wide plots: podium, tower, forecourt with trees and cars. */
export function highrise(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const plans: Plan[] = [];
  const leafy = rng.range(0.1, 0.7) * s.style.green;
  for (const [x, y, pw, ph] of plots(s, w - 2, h - 2, rng.range(46, 86))) {
    if (!free(s, x, y, pw * 0.8, ph * 0.8)) continue;
    if (rng.chance(leafy)) {
      s.paint.within(x, y, 0, () => {
        lawn(s, 0, 0, pw * 0.96, ph * 0.96);
        scatter(s, Math.round((pw * ph) / 70), pw, ph, [1.8, 3.8]);
      });
    }
    const low = plotShape(s, x, y, pw * rng.range(0.7, 0.97), ph * rng.range(0.7, 0.97));
    const podium = rng.chance(0.75);
    const slab = rng.chance(0.4);
    const tw = pw * (slab ? rng.range(0.6, 0.85) : rng.range(0.36, 0.6));
    const th = ph * (slab ? rng.range(0.28, 0.4) : rng.range(0.36, 0.6));
    const high = plotShape(s, x + rng.range(-0.1, 0.1) * pw, y + rng.range(-0.1, 0.1) * ph, tw, th);
    const tall = rng.chance(0.7) ? 36 + 86 * rng.next() ** 1.3 : 0;
    if (!podium && tall === 0) {
      if (rng.chance(0.5)) s.paint.within(x, y, 0, () => parking(s, pw * 0.9, ph * 0.9));
      continue;
    }
    plans.push({
      foot: podium ? low : high,
      draw: () => {
        if (podium) flatRoof(s, low, rng.range(7, 20), s.style.flatRoof(), 2);
        if (tall > 0) flatRoof(s, high, tall, s.style.flatRoof(), 2);
      },
    });
  }
  build(s, plans);
}

/** Shops and offices: big low roofs, car parks between. */
export function offices(s: Scene, w: number, h: number): void {
  const { rng } = s;
  const plans: Plan[] = [];
  for (const [x, y, pw, ph] of plots(s, w - 2, h - 2, rng.range(32, 55))) {
    if (rng.chance(0.16)) {
      s.paint.within(x, y, 0, () => parking(s, pw * 0.94, ph * 0.94));
      continue;
    }
    const bw = pw * rng.range(0.72, 0.97);
    const bd = ph * rng.range(0.68, 0.97);
    if (!free(s, x, y, bw, bd)) continue;
    const foot = plotShape(s, x, y, bw, bd);
    plans.push({
      foot,
      draw: () => {
        const tall = rng.range(5, 18);
        flatRoof(s, foot, tall, s.style.flatRoof(), 1.5);
        if (rng.chance(0.35)) {
          const k = rng.range(0.3, 0.5);
          flatRoof(
            s,
            rect(x, y, bw * k, bd * rng.range(0.5, 0.9)),
            tall + rng.range(4, 10),
            s.style.flatRoof(),
            1,
          );
        }
      },
    });
  }
  build(s, plans);
}

export function sheds(s: Scene, w: number, h: number): void {
  const { rng } = s;
  let x = -w / 2 + 3;
  while (x < w / 2 - 14) {
    const bw = Math.min(rng.range(20, 64), w / 2 - 3 - x);
    if (bw < 12) break;
    const rows = Math.max(1, Math.round(h / rng.range(40, 90)));
    for (let j = 0; j < rows; j++) {
      const ch = h / rows;
      const bd = ch * rng.range(0.68, 0.93);
      const y = -h / 2 + ch * (j + 0.5);
      if (rng.chance(0.1)) {
        s.paint.within(x + bw / 2, y, 0, () => parking(s, bw, ch * 0.9));
      } else if (free(s, x + bw / 2, y, bw, bd)) {
        shed(s, x + bw / 2, y, bw, bd, rng.chance(0.5) ? 0 : Math.PI);
      }
    }
    x += bw + rng.range(4, 12);
  }
}

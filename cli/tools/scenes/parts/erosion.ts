import { noiseField } from '../core/noise';
import type { Rng } from '../core/rng';

/**
 * Mountains as rivers carve them: uplift against stream-power erosion, solved implicitly along the drainage tree
 * (Braun and Willett 2013). Ridges and branching valleys come out of it, which noise alone never gives.
 * @param n side of the grid; about 128 is enough, finer detail is noise
 * @returns n·n heights, 0..1
 */
export function carve(rng: Rng, n: number, rounds: number): Float32Array<ArrayBuffer> {
  const h = noiseField(rng.fork('start'), n, n * 0.5, 6, 0.55);
  const rise = noiseField(rng.fork('rise'), n, n * 0.7, 2);
  const size = n * n;
  const to = new Int32Array(size);
  const area = new Float32Array(size);
  const order = new Int32Array(size);
  const step = Int32Array.of(1, -1, n, -n, n + 1, n - 1, 1 - n, -n - 1);
  const given = new Int32Array(size);
  for (let i = 0; i < size; i++) h[i] = (h[i] as number) * 0.6;
  for (let round = 0; round < rounds; round++) {
    given.fill(0);
    for (let i = 0; i < size; i++) {
      to[i] = i;
      area[i] = 1;
    }
    for (let y = 1; y < n - 1; y++) {
      for (let i = y * n + 1; i < y * n + n - 1; i++) {
        const here = h[i] as number;
        let steepest = 0;
        let best = i;
        for (let k = 0; k < 8; k++) {
          const d = step[k] as number;
          const fall = (here - (h[i + d] as number)) * (k < 4 ? 1 : Math.SQRT1_2);
          if (fall > steepest) {
            steepest = fall;
            best = i + d;
          }
        }
        to[i] = best;
        if (best !== i) given[best] = (given[best] as number) + 1;
      }
    }
    let tail = 0;
    for (let i = 0; i < size; i++) if (given[i] === 0) order[tail++] = i;
    for (let k = 0; k < tail; k++) {
      const i = order[k] as number;
      const t = to[i] as number;
      if (t === i) continue;
      area[t] = (area[t] as number) + (area[i] as number);
      given[t] = (given[t] as number) - 1;
      if (given[t] === 0) order[tail++] = t;
    }
    for (let k = tail - 1; k >= 0; k--) {
      const i = order[k] as number;
      const t = to[i] as number;
      if (t !== i || inner(i, n)) h[i] = (h[i] as number) + 0.16 + 0.1 * (rise[i] as number);
      if (t === i) continue;
      const f = 0.3 * Math.sqrt(area[i] as number);
      h[i] = ((h[i] as number) + f * (h[t] as number)) / (1 + f);
    }
    creep(h, n);
  }
  let low = Infinity;
  let high = -Infinity;
  for (const v of h) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  for (let i = 0; i < size; i++) h[i] = ((h[i] as number) - low) / (high - low || 1);
  return h;
}

const inner = (i: number, n: number): boolean =>
  i > n && i < n * (n - 1) && i % n !== 0 && i % n !== n - 1;

/** Slopes smooth out between the streams. */
function creep(h: Float32Array, n: number): void {
  for (let y = 1; y < n - 1; y++) {
    for (let x = 1; x < n - 1; x++) {
      const i = y * n + x;
      const around =
        (h[i - 1] as number) + (h[i + 1] as number) + (h[i - n] as number) + (h[i + n] as number);
      h[i] = (h[i] as number) * 0.76 + around * 0.06;
    }
  }
}

/** Bilinear look-up in a square grid, `u`, `v` 0..1. */
export function sample(grid: Float32Array, n: number, u: number, v: number): number {
  const x = Math.min(n - 1.001, Math.max(0, u * (n - 1)));
  const y = Math.min(n - 1.001, Math.max(0, v * (n - 1)));
  const x0 = x | 0;
  const y0 = y | 0;
  const fx = x - x0;
  const fy = y - y0;
  const i = y0 * n + x0;
  const a = (grid[i] as number) + ((grid[i + 1] as number) - (grid[i] as number)) * fx;
  const b = (grid[i + n] as number) + ((grid[i + n + 1] as number) - (grid[i + n] as number)) * fx;
  return a + (b - a) * fy;
}

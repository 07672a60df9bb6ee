import { createNoise2D } from 'simplex-noise';
import type { Rng } from './rng';

export type PointNoise = (x: number, y: number) => number;

/** Fractal simplex noise at a point; about -1..1. `x`, `y` in wavelengths of the first octave. */
export function fractal(rng: Rng, octaves: number, gain = 0.5): PointNoise {
  const noise = createNoise2D(rng.next);
  let norm = 0;
  for (let o = 0, a = 1; o < octaves; o++, a *= gain) norm += a;
  return (x, y) => {
    let sum = 0;
    let a = 1;
    let f = 1;
    for (let o = 0; o < octaves; o++) {
      sum += a * noise(x * f + o * 17.3, y * f - o * 9.1);
      a *= gain;
      f *= 2.03;
    }
    return sum / norm;
  };
}

/** Below this wavelength, in pixels, interpolated white noise looks like simplex noise and costs a fifth. */
const SHORT = 10;

/**
 * Adds one octave to a square field. Its values lie on a lattice and are interpolated, so that long waves cost next to
 * nothing at any size.
 */
function addOctave(out: Float32Array, n: number, noise: PointNoise, wave: number, amp: number) {
  const short = wave < SHORT;
  const step = Math.max(1, wave / (short ? 2 : 4));
  const seed = Math.floor(noise(3.7, 8.1) * 2 ** 30);
  const cols = Math.ceil((n - 1) / step) + 2;
  const grid = new Float32Array(cols * cols);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < cols; i++) {
      grid[j * cols + i] =
        amp * (short ? grain(i, j, seed) : noise((i * step) / wave, (j * step) / wave));
    }
  }
  const x0 = new Int32Array(n);
  const fx = new Float32Array(n);
  for (let x = 0; x < n; x++) {
    const u = x / step;
    const k = Math.floor(u);
    const f = u - k;
    x0[x] = k;
    fx[x] = f * f * (3 - 2 * f);
  }
  const row = new Float32Array(cols);
  for (let y = 0; y < n; y++) {
    const top = (x0[y] as number) * cols;
    const fy = fx[y] as number;
    for (let i = 0; i < cols; i++) {
      const a = grid[top + i] as number;
      row[i] = a + ((grid[top + cols + i] as number) - a) * fy;
    }
    const base = y * n;
    for (let x = 0; x < n; x++) {
      const k = x0[x] as number;
      const a = row[k] as number;
      out[base + x] =
        (out[base + x] as number) + a + ((row[k + 1] as number) - a) * (fx[x] as number);
    }
  }
}

/**
 * A square field of fractal noise, n·n values, about -1..1.
 * @param wave wavelength of the first octave in pixels; octaves shorter than two pixels are left out.
 */
export function noiseField(
  rng: Rng,
  n: number,
  wave: number,
  octaves: number,
  gain = 0.5,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(n * n);
  let norm = 0;
  let amp = 1;
  const parts: [number, number][] = [];
  for (let o = 0, w = wave; o < octaves && w >= 2; o++, w /= 2.03, amp *= gain) {
    parts.push([w, amp]);
    norm += amp;
  }
  for (const [w, a] of parts) {
    const noise = createNoise2D(rng.next);
    const dx = rng.range(0, 1000);
    const dy = rng.range(0, 1000);
    addOctave(out, n, (x, y) => noise(x + dx, y + dy), w, a / norm);
  }
  return out;
}

/** White noise of a pixel, -1..1, without a table: a hash of its place. */
export function grain(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x1f123bb5) ^ Math.imul(y, 0x5f356495) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2147483648 - 1;
}

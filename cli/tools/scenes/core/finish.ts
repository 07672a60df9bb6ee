import { grain, noiseField } from './noise';
import type { Painter } from './painter';
import type { Rng } from './rng';
import { castShadows, type Sun } from './sun';

/** Light and surface noise: from painted reflectance to what the sensor sees, in place, at the painter's resolution. */
export function shade(paint: Painter, sun: Sun, rng: Rng): void {
  const { n, perMetre, rgb } = paint;
  const clampWave = (metres: number, low: number, high: number) =>
    Math.min(high, Math.max(low, metres * perMetre));
  const mid = noiseField(rng.fork('mid'), n, clampWave(9, 10, 48), 4, 0.62);
  const big = noiseField(rng.fork('big'), n, clampWave(90, 60, 420), 4, 0.55);
  const shadow = castShadows(paint.height, n, perMetre, sun);
  const seed = Math.floor(rng.next() * 2 ** 31);
  const amb = sun.ambient;
  for (let y = 0, i = 0; y < n; y++) {
    for (let x = 0; x < n; x++, i++) {
      const f = grain(x, y, seed) + 0.7 * grain(x >> 1, y >> 1, seed + 1);
      const m = mid[i] as number;
      const b = big[i] as number;
      const fa = (paint.fine[i] as number) / 255;
      const ma = (paint.mid[i] as number) / 255;
      const ba = (paint.big[i] as number) / 255;
      const t = Math.max(0.2, 1 + fa * f + ma * m * 1.3 + ba * b * 1.3);
      const warm = (ma * m + ba * b) * 0.16;
      const s = (shadow[i] as number) / 255;
      const o = i * 3;
      const light = 1 - s * (1 - amb);
      rgb[o] = (rgb[o] as number) * t * (1 + warm) * (light - 0.035 * s);
      rgb[o + 1] = (rgb[o + 1] as number) * t * light;
      rgb[o + 2] = (rgb[o + 2] as number) * t * (1 - warm) * (light + 0.07 * s);
    }
  }
}

/** What lies between the ground and the file. */
export interface Sensor {
  exposure: number;
  contrast: number;
  /** Share of the air's own light, 0..0.4, and its colour. */
  haze: number;
  hazeColor: readonly [number, number, number];
  saturation: number;
  /** Gain of each channel. */
  cast: readonly [number, number, number];
  /** Deviation of the point spread, in pixels of the output. */
  blur: number;
  /** Deviation in levels. */
  noise: number;
  /** JPEG quality through which the scene goes, 0..100. */
  jpeg: number;
}

export function makeSensor(rng: Rng): Sensor {
  const hazy = rng.chance(0.22);
  const c = () => 1 + rng.normal() * 0.02;
  return {
    exposure: Math.exp(rng.normal() * 0.16) * 0.9,
    contrast: rng.range(0.95, 1.3),
    haze: hazy ? rng.range(0.12, 0.36) : rng.range(0, 0.07),
    hazeColor: rng.pick([
      [150, 150, 172],
      [160, 160, 160],
      [168, 164, 178],
      [140, 152, 160],
    ] as const),
    saturation: rng.range(0.75, 1.1),
    cast: [c(), c(), c()],
    blur: rng.range(0.35, 0.7),
    noise: rng.range(0.8, 3.5),
    jpeg: rng.int(76, 93),
  };
}

/** The same sensor on a clear day. */
export function cleared(sensor: Sensor): Sensor {
  return {
    ...sensor,
    haze: Math.min(sensor.haze, 0.04),
    exposure: Math.min(1.08, Math.max(0.88, sensor.exposure)),
    contrast: Math.min(1.15, sensor.contrast),
  };
}

/** Averages blocks of `factor`² pixels. */
export function shrink(
  rgb: Uint8ClampedArray,
  n: number,
  factor: number,
): Float32Array<ArrayBuffer> {
  const m = n / factor;
  const out = new Float32Array(m * m * 3);
  const k = 1 / (factor * factor);
  for (let y = 0; y < n; y++) {
    const row = Math.floor(y / factor) * m * 3;
    for (let x = 0; x < n; x++) {
      const o = row + Math.floor(x / factor) * 3;
      const i = (y * n + x) * 3;
      out[o] = (out[o] as number) + (rgb[i] as number) * k;
      out[o + 1] = (out[o + 1] as number) + (rgb[i + 1] as number) * k;
      out[o + 2] = (out[o + 2] as number) + (rgb[i + 2] as number) * k;
    }
  }
  return out;
}

/** A [w, 1-2w, w] blur both ways, its variance 2w as asked. */
function blurred(src: Float32Array, m: number, sigma: number): Float32Array {
  const w = Math.min(0.33, (sigma * sigma) / 2);
  const tmp = new Float32Array(src.length);
  const out = new Float32Array(src.length);
  const pass = (
    from: Float32Array,
    to: Float32Array,
    step: number,
    along: (i: number) => number,
  ) => {
    for (let i = 0; i < m * m; i++) {
      const at = along(i);
      const a = at > 0 ? -step : 0;
      const b = at < m - 1 ? step : 0;
      for (let c = 0; c < 3; c++) {
        const o = i * 3 + c;
        to[o] =
          (from[o] as number) * (1 - 2 * w) +
          w * ((from[o + a] as number) + (from[o + b] as number));
      }
    }
  };
  pass(src, tmp, 3, (i) => i % m);
  pass(tmp, out, 3 * m, (i) => Math.floor(i / m));
  return out;
}

/** Haze, exposure, blur and noise: RGBA of m·m pixels. */
export function expose(
  src: Float32Array,
  m: number,
  sensor: Sensor,
  rng: Rng,
): Uint8ClampedArray<ArrayBuffer> {
  const soft = blurred(src, m, sensor.blur);
  const out = new Uint8ClampedArray(m * m * 4);
  const seed = Math.floor(rng.next() * 2 ** 31);
  for (let i = 0; i < m * m; i++) {
    const r = soft[i * 3] as number;
    const g = soft[i * 3 + 1] as number;
    const b = soft[i * 3 + 2] as number;
    const y = 0.3 * r + 0.59 * g + 0.11 * b;
    const x = i % m;
    const row = (i - x) / m;
    const common = grain(x, row, seed);
    for (let c = 0; c < 3; c++) {
      const v = (c === 0 ? r : c === 1 ? g : b) as number;
      let u = (y + (v - y) * sensor.saturation) * (sensor.cast[c] as number) * sensor.exposure;
      u = (u - 96) * sensor.contrast + 92;
      u = u * (1 - sensor.haze) + (sensor.hazeColor[c] as number) * sensor.haze;
      u += sensor.noise * (1.2 * common + 0.6 * grain(x, row, seed + 7 + c));
      out[i * 4 + c] = u;
    }
    out[i * 4 + 3] = 255;
  }
  return out;
}

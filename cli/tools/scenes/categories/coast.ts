import { jitter, mix, type Rgb } from '../core/color';
import { fractal, noiseField } from '../core/noise';
import { TAG } from '../core/painter';
import type { Scene } from '../core/scene';
import { eachPixel } from '../parts/relief';

/** Colours of a shore from land to deep water. */
export interface Shore {
  sand: Rgb;
  wet: Rgb;
  shallow: Rgb;
  deep: Rgb;
}

export function makeShore(s: Scene): Shore {
  const { rng } = s;
  const sea = rng.pick<readonly [Rgb, Rgb]>([
    [
      [96, 176, 170],
      [24, 96, 118],
    ],
    [
      [110, 150, 134],
      [44, 84, 86],
    ],
    [
      [90, 132, 124],
      [26, 54, 64],
    ],
    [
      [140, 150, 120],
      [84, 108, 96],
    ],
    [
      [88, 164, 178],
      [30, 80, 112],
    ],
  ]);
  const sand = jitter(
    rng.pick<Rgb>([
      [222, 204, 170],
      [206, 186, 150],
      [236, 224, 200],
      [190, 172, 144],
      [226, 196, 150],
    ]),
    8,
    rng.next,
  );
  return {
    sand,
    wet: mix(sand, [120, 104, 84], 0.5),
    shallow: sea[0],
    deep: sea[1],
  };
}

/**
 * Sea, surf and sand over the whole scene: sea where the course coordinate v is above the shoreline.
 * @param at where the waterline lies, share of the extent from the middle (-0.5..0.5), at an angle
 * @returns signed distance to the waterline in metres (positive at sea) at a place of the scene
 */
export function seaside(
  s: Scene,
  angle: number,
  at: number,
  beachWidth: number,
  c: Shore,
  surf: number,
) {
  const { rng, extent: e } = s;
  const bay = fractal(rng.fork('bay'), 4, 0.4);
  const breakers = fractal(rng.fork('breakers'), 4, 0.6);
  const ca = Math.cos(angle);
  const sa = Math.sin(angle);
  const curve = rng.range(0.04, 0.22);
  const distance = (x: number, y: number) => {
    const u = (x - e / 2) * ca + (y - e / 2) * sa;
    const v = -(x - e / 2) * sa + (y - e / 2) * ca;
    return v - at * e - curve * e * bay(u / e, 0.3) * 0.7 - 0.012 * e * bay((u / e) * 6, 3.3);
  };
  const slope = rng.range(0.12, 0.4) * e;
  const rows = Math.round(surf * rng.range(1, 4));
  const pitch = e * rng.range(0.05, 0.1);
  const chop = noiseField(rng.fork('chop'), s.paint.n, 14, 4, 0.7);
  eachPixel(s, (i, x, y) => {
    const d = distance(x, y);
    const w = beachWidth * 0.22;
    if (d < -w) return { rgb: c.sand, tag: TAG.sand, grain: 0.05 };
    if (d < 0)
      return {
        rgb: mix(c.sand, c.wet, (d + w) / w),
        tag: TAG.sand,
        grain: 0.04,
      };
    const depth = 1 - Math.exp(-d / slope);
    let rgb = mix(c.shallow, c.deep, Math.min(1, depth * 1.05));
    const u = x * ca + y * sa;
    let foam = 0;
    for (let k = 0; k <= rows; k++) {
      const shift = pitch * k + pitch * 0.45 * breakers(u / (e * 0.22) + k * 9, d / e + k);
      const t = (d - Math.max(0, shift)) / (pitch * (k === 0 ? 0.22 : 0.34));
      if (t < -0.12 || t > 1) continue;
      const strength = k === 0 ? 0.95 : 0.9 - k * 0.12 + 0.9 * breakers(u / (e * 0.12), k * 3.7);
      foam = Math.max(
        foam,
        strength * (1 - t) * (0.55 + 0.9 * (chop[i] as number) + 0.25 * (1 - t)),
      );
    }
    foam = Math.min(1, Math.max(0, foam * surf * 1.5));
    rgb = mix(rgb, [240, 243, 243], foam);
    const k = 1 + 0.1 * (chop[i] as number) * (1 - foam);
    return {
      rgb: [rgb[0] * k, rgb[1] * k, rgb[2] * k],
      tag: TAG.water,
      grain: 0.035,
    };
  });
  return distance;
}

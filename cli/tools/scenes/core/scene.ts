import { FeatureLog } from './features';
import { fractal, type PointNoise } from './noise';
import type { Grain } from './painter';
import { Painter } from './painter';
import type { Region } from './palettes';
import type { Rng } from './rng';
import { makeStyle, type Style } from './style';
import { makeSun, planeLight, type Sun, type View } from './sun';

/** Everything a part needs to draw itself. Lengths in metres. */
export interface Scene {
  rng: Rng;
  paint: Painter;
  style: Style;
  sun: Sun;
  features: FeatureLog;
  noise: PointNoise;
  /** Side of the scene on the ground. */
  extent: number;
  /** Course of the layout, radians, where it is given from outside (a port's quay by its river). */
  turn?: number;
  /** Metres a pixel, of the painter and of the output. */
  step: number;
  gsd: number;
  /** Brightness of a roof plane by its normal in the current frame. */
  light(nx: number, ny: number): number;
}

export interface SceneOptions {
  rng: Rng;
  size: number;
  /** Painter pixels an output pixel. */
  factor: number;
  extent: number;
  regions?: readonly Region[];
  view?: View;
}

export function makeScene(options: SceneOptions): Scene {
  const { rng, size, factor, extent } = options;
  const n = size * factor;
  const paint = new Painter(n, n / extent);
  const sun = makeSun(rng.fork('sun'), options.view);
  return {
    rng: rng.fork('layout'),
    paint,
    style: makeStyle(rng.fork('style'), options.regions),
    sun,
    features: new FeatureLog(paint, factor),
    noise: fractal(rng.fork('noise'), 4),
    extent,
    step: extent / n,
    gsd: extent / size,
    light(nx, ny) {
      const a = paint.angle;
      const c = Math.cos(a);
      const s = Math.sin(a);
      return planeLight(sun, nx * c - ny * s, nx * s + ny * c);
    },
  };
}

/** Noise amplitudes of common surfaces. */
export const GRAIN = {
  grass: { fine: 0.1, mid: 0.16, big: 0.2 },
  lawn: { fine: 0.06, mid: 0.08, big: 0.1 },
  soil: { fine: 0.08, mid: 0.14, big: 0.18 },
  asphalt: { fine: 0.04, mid: 0.06, big: 0.08 },
  concrete: { fine: 0.03, mid: 0.07, big: 0.06 },
  roof: { fine: 0.05, mid: 0.06, big: 0.03 },
  metal: { fine: 0.02, mid: 0.04, big: 0.03 },
  water: { fine: 0.03, mid: 0.04, big: 0.07 },
  crown: { fine: 0.16, mid: 0.1, big: 0.1 },
  crop: { fine: 0.08, mid: 0.1, big: 0.14 },
} as const satisfies Record<string, Grain>;

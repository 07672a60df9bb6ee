import { jitter, mix, type Rgb, scale } from '../core/color';
import { noiseField } from '../core/noise';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { carve, sample } from '../parts/erosion';
import { eachPixel, hillshade } from '../parts/relief';

export const mountain: Composer = {
  extent: [1800, 5200],
  compose(s) {
    const { rng } = s;
    const { n } = s.paint;
    const grid = 112;
    const relief = carve(rng.fork('relief'), grid, rng.int(34, 48));
    const rough = noiseField(rng.fork('rough'), n, n / 8, 6, 0.62);
    const warpX = noiseField(rng.fork('wx'), n, n / 14, 3, 0.5);
    const warpY = noiseField(rng.fork('wy'), n, n / 14, 3, 0.5);
    const h = new Float32Array(n * n);
    const zoom = rng.range(0.75, 1.2);
    const turn = rng.range(0, 6.3);
    const c = Math.cos(turn) * zoom * 0.7;
    const q = Math.sin(turn) * zoom * 0.7;
    for (let y = 0, i = 0; y < n; y++) {
      for (let x = 0; x < n; x++, i++) {
        const u = x / n - 0.5 + 0.012 * (warpX[i] as number);
        const v = y / n - 0.5 + 0.012 * (warpY[i] as number);
        const z = sample(relief, grid, 0.5 + u * c - v * q, 0.5 + u * q + v * c);
        h[i] = z + 0.03 * (rough[i] as number) * (0.4 + z);
      }
    }
    const lit = hillshade(s, h, rng.range(34, 60) * (n / 512));
    const rock = jitter(
      rng.pick<Rgb>([
        [164, 142, 112],
        [140, 124, 106],
        [176, 150, 116],
        [126, 120, 112],
        [160, 122, 90],
      ]),
      10,
      rng.next,
    );
    const green = rng.pick<Rgb>([
      [58, 80, 46],
      [50, 72, 44],
      [86, 94, 58],
      [42, 64, 42],
    ]);
    const cover = rng.weighted([
      [0.02, 4],
      [0.5, 3],
      [1, 3],
    ] as const);
    const snowy = rng.chance(0.25);
    const line = rng.range(0.45, 0.75);
    eachPixel(s, (i) => {
      const l = lit[i] as number;
      const z = h[i] as number;
      const r = rough[i] as number;
      const t = Math.min(1, Math.max(0, (cover * 2 - 0.55 + r * 0.7 - (z - 0.4) * 0.9) * 2));
      const ground = mix(scale(rock, 1 + 0.2 * r - 0.12 * (z < 0.12 ? 1 : 0)), green, t);
      const snow = snowy ? Math.min(1, Math.max(0, (z - line + 0.12 * r + 0.1 * (1 - l)) * 9)) : 0;
      const rgb = scale(mix(ground, [236, 238, 244], snow), 0.1 + 0.9 * l);
      return { rgb, tag: snow > 0.5 ? TAG.snow : t > 0.5 ? TAG.tree : TAG.rock, grain: 0.07 };
    });
    s.features.mass('mountain', tags(TAG.rock, TAG.snow, TAG.tree));
  },
};

import { jitter, mix, type Rgb, scale } from '../core/color';
import { noiseField } from '../core/noise';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { patches } from '../parts/ground';
import { eachPixel, hillshade } from '../parts/relief';

export const desert: Composer = {
  extent: [900, 4200],
  regions: ['arid'],
  compose(s) {
    const { rng } = s;
    const { n } = s.paint;
    const sand = jitter(
      rng.pick<Rgb>([
        [222, 176, 122],
        [214, 158, 100],
        [226, 190, 146],
        [206, 176, 130],
        [196, 140, 94],
        [232, 200, 160],
      ]),
      8,
      rng.next,
    );
    const a = rng.range(0, Math.PI);
    const c = Math.cos(a);
    const q = Math.sin(a);
    const warp = noiseField(rng.fork('warp'), n, n * 0.5, 3);
    const swell = noiseField(rng.fork('swell'), n, n * 0.6, 5, 0.5);
    const h = new Float32Array(n * n);
    const dunes = rng.pick(['waves', 'stars', 'plain'] as const);
    const rows = rng.range(5, 16);
    const small = rng.range(30, 60);
    const stars = noiseField(rng.fork('stars'), n, n / rng.range(3, 6), 4, 0.45);
    for (let y = 0, i = 0; y < n; y++) {
      for (let x = 0; x < n; x++, i++) {
        const u = (x * c + y * q) / n + 0.12 * (warp[i] as number);
        const k = 0.5 + 0.5 * (swell[i] as number);
        const t = (u * rows) % 1;
        const saw = t < 0 ? t + 1 : t;
        const dune = saw < 0.72 ? saw / 0.72 : (1 - saw) / 0.28;
        const ridge = 1 - Math.abs(stars[i] as number) * 1.6;
        const tiny = 0.02 * Math.sin(u * small * 6.28);
        h[i] =
          dunes === 'waves'
            ? dune * (0.3 + 0.7 * k) + 0.4 * k + tiny
            : dunes === 'stars'
              ? 1.5 * ridge * ridge + 0.3 * k + tiny
              : 0.7 * k + 0.25 * (warp[i] as number) + tiny;
      }
    }
    const lit = hillshade(s, h, (dunes === 'plain' ? 7 : 4.5) * (n / 512));
    const pale = mix(sand, [240, 220, 186], 0.4);
    const dark = mix(sand, [150, 104, 70], 0.4);
    eachPixel(s, (i) => {
      const k = Math.min(1, Math.max(0, 0.5 + 0.6 * (swell[i] as number)));
      return {
        rgb: scale(mix(dark, pale, k), 0.35 + 0.65 * (lit[i] as number)),
        tag: TAG.sand,
        grain: 0.035,
      };
    });
    if (rng.chance(0.25))
      patches(
        s,
        mix(dark, [110, 92, 78], 0.5),
        GRAIN.soil,
        TAG.rock,
        rng.range(0.03, 0.15),
        s.extent / 6,
        0.12,
      );
    s.features.mass('desert', tags(TAG.sand));
  },
};

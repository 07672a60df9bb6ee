import type { Rgb } from '../core/color';
import type { Tag } from '../core/painter';
import type { Scene } from '../core/scene';

/** Writes every pixel: `at` gets its index and place (metres, scene frame) and returns colour and tag. */
export function eachPixel(
  s: Scene,
  at: (i: number, x: number, y: number) => { rgb: Rgb; tag: Tag; grain: number },
): void {
  const { n, rgb, tag, fine, mid, big, height, clip } = s.paint;
  for (let y = 0, i = 0; y < n; y++) {
    for (let x = 0; x < n; x++, i++) {
      if (clip && clip[i] === 0) continue;
      const p = at(i, (x + 0.5) * s.step, (y + 0.5) * s.step);
      rgb[i * 3] = p.rgb[0];
      rgb[i * 3 + 1] = p.rgb[1];
      rgb[i * 3 + 2] = p.rgb[2];
      tag[i] = p.tag;
      fine[i] = p.grain * 255;
      mid[i] = p.grain * 255;
      big[i] = p.grain * 160;
      height[i] = 0;
    }
  }
}

/**
 * Brightness of a relief under the sun, 1 on level ground.
 * @param h relief in any unit
 * @param steep factor from units a pixel to slope
 */
export function hillshade(s: Scene, h: Float32Array, steep: number): Float32Array<ArrayBuffer> {
  const { n } = s.paint;
  const { sun } = s;
  const out = new Float32Array(n * n);
  const e = 1 / sun.reach;
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      const i = y * n + x;
      const gx =
        ((h[y * n + Math.min(n - 1, x + 1)] as number) -
          (h[y * n + Math.max(0, x - 1)] as number)) *
        steep;
      const gy =
        ((h[Math.min(n - 1, y + 1) * n + x] as number) -
          (h[Math.max(0, y - 1) * n + x] as number)) *
        steep;
      const len = Math.sqrt(1 + gx * gx + gy * gy);
      const lit = (-gx * sun.x - gy * sun.y + e) / (len * e);
      out[i] = 0.3 + 0.7 * Math.max(0, Math.min(2.4, lit));
    }
  }
  return out;
}

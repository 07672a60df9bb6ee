import { mix, type Rgb } from '../core/color';
import { type Polygon, rect } from '../core/geometry';
import { noiseField } from '../core/noise';
import { type Grain, TAG, type Tag } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

/** The whole scene as a polygon. */
export const everywhere = (s: Scene): Polygon =>
  rect(s.extent / 2, s.extent / 2, s.extent + 4, s.extent + 4);

/** Covers the scene with one surface. */
export function base(s: Scene, rgb: Rgb, grain: Grain, tag: Tag): void {
  s.paint.fill(everywhere(s), { rgb, ...grain, tag, height: 0 });
}

/**
 * Rough open land: grass that gives way to soil where a fractal field is high.
 * @param bare share of soil, 0..1
 */
export function openLand(s: Scene, bare: number, grass: Rgb = s.style.grass): void {
  base(s, grass, GRAIN.grass, TAG.grass);
  if (bare <= 0) return;
  patches(s, s.style.soil, GRAIN.soil, TAG.bare, bare, 70);
}

/**
 * Blends a second surface in where noise is above a level, with ragged, half-mixed edges.
 * @param share of the scene, 0..1, roughly
 * @param wave size of a patch in metres
 */
export function patches(
  s: Scene,
  rgb: Rgb,
  grain: Grain,
  tag: Tag | undefined,
  share: number,
  wave: number,
  soft = 0.18,
): void {
  const { n, perMetre } = s.paint;
  const field = noiseField(s.rng.fork(`patch${wave}${rgb[0]}`), n, wave * perMetre, 6, 0.6);
  const level = 0.55 * (1 - 2 * share);
  const p = s.paint;
  for (let i = 0; i < n * n; i++) {
    const a = Math.min(1, Math.max(0, ((field[i] as number) - level) / soft + 0.5));
    if (a <= 0 || (p.clip && p.clip[i] === 0)) continue;
    const o = i * 3;
    for (let c = 0; c < 3; c++) {
      const v = p.rgb[o + c] as number;
      p.rgb[o + c] = v + ((rgb[c] as number) - v) * a;
    }
    if (a > 0.5) {
      p.fine[i] = (grain.fine ?? 0) * 255;
      p.mid[i] = (grain.mid ?? 0) * 255;
      p.big[i] = (grain.big ?? 0) * 255;
      if (tag !== undefined) p.tag[i] = tag;
    }
  }
}

/** Ground of built-up land: between dust and lawn, by the region's greenness. */
export function townGround(s: Scene, green = s.style.green): void {
  const yard = mix(mix(s.style.soil, s.style.concrete, 0.45), [118, 114, 106], 0.45);
  base(s, yard, { fine: 0.08, mid: 0.14, big: 0.1 }, TAG.yard);
  if (green > 0) patches(s, s.style.grass, GRAIN.grass, TAG.grass, green * 0.62, 30, 0.1);
}

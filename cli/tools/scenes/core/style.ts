import { jitter, mix, type Rgb, scale } from './color';
import {
  PALETTES,
  type Palette,
  REGIONS,
  type Region,
  type Season,
  type Weighted,
} from './palettes';
import type { Rng } from './rng';

export interface Style extends Palette {
  region: Region;
  season: Season;
  asphalt: Rgb;
  concrete: Rgb;
  /** One colour for all water of the scene. */
  waterColor: Rgb;
  /** Colours of the scene's roofs: a place is built in few materials. */
  houseRoof(): Rgb;
  flatRoof(): Rgb;
  shedRoof(): Rgb;
  /** A tree's crown in this season. */
  crown(): Rgb;
}

function inSeason(p: Palette, season: Season, rng: Rng): Palette {
  if (season === 'summer') return p;
  if (season === 'spring') return { ...p, grass: mix(p.grass, [104, 136, 62], 0.5) };
  const brown: Rgb = season === 'autumn' ? [128, 96, 48] : [98, 88, 72];
  const t = season === 'autumn' ? rng.range(0.1, 0.45) : rng.range(0.25, 0.6);
  return {
    ...p,
    grass: mix(p.grass, p.dry, season === 'autumn' ? 0.35 : 0.6),
    tree: p.tree.map((c, i) => mix(c, brown, i % 2 === 0 ? t : t * 0.4)),
  };
}

/** Draws a place's look. Regions and seasons may be narrowed by the category. */
export function makeStyle(rng: Rng, regions: readonly Region[] = REGIONS): Style {
  const region = rng.pick(regions);
  const season = rng.weighted<Season>([
    ['summer', 6],
    ['spring', 2],
    ['autumn', 1.5],
    ['winter', region === 'tropical' ? 0 : 1],
  ]);
  const base = inSeason(PALETTES[region], season, rng);
  const tint = (c: Rgb) => jitter(c, 9, rng.next);
  const few = (list: Weighted, n: number): Weighted =>
    Array.from({ length: n }, (_, i) => [tint(rng.weighted(list)), 1 / (i + 1)] as const);
  const houses = few(base.houses, rng.int(2, 4));
  const flats = few(base.flats, rng.int(4, 6));
  const sheds = few(base.sheds, rng.int(3, 5));
  const lush = rng.range(0, 0.35);
  const a = rng.range(92, 140);
  const c = rng.range(168, 206);
  const draw = rng.fork('roofs');
  return {
    ...base,
    grass: mix(tint(base.grass), base.dry, lush),
    soil: tint(base.soil),
    region,
    season,
    asphalt: [a, a * 0.985, a * 0.965],
    concrete: [c, c * 0.975, c * 0.93],
    waterColor: tint(rng.pick(base.water)),
    houseRoof: () => jitter(draw.weighted(houses), 10, draw.next),
    flatRoof: () => jitter(draw.weighted(flats), 12, draw.next),
    shedRoof: () => jitter(draw.weighted(sheds), 8, draw.next),
    crown: () => scale(jitter(draw.pick(base.tree), 7, draw.next), draw.range(0.82, 1.2)),
  };
}

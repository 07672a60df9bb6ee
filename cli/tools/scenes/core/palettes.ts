import type { Rgb } from './color';

export const REGIONS = ['europe', 'america', 'asia', 'arid', 'tropical', 'mediterranean'] as const;

export type Region = (typeof REGIONS)[number];

export type Season = 'summer' | 'spring' | 'autumn' | 'winter';

export type Weighted = readonly (readonly [Rgb, number])[];

export interface Palette {
  grass: Rgb;
  dry: Rgb;
  soil: Rgb;
  tree: readonly Rgb[];
  houses: Weighted;
  flats: Weighted;
  sheds: Weighted;
  water: readonly Rgb[];
  /** Share of a garden or verge that is green rather than soil, 0..1. */
  green: number;
}

const GREY: Rgb = [128, 126, 122];

const DARK: Rgb = [84, 82, 82];

const PALE: Rgb = [196, 192, 184];

const WHITE: Rgb = [232, 231, 228];

const RED: Rgb = [150, 84, 66];

const ORANGE: Rgb = [178, 116, 82];

const BROWN: Rgb = [122, 98, 82];

const BLUE: Rgb = [78, 118, 178];

const TAN: Rgb = [178, 160, 134];

/** Reflectances in sRGB levels, as imagery shows them in full sun. */
export const PALETTES: Record<Region, Palette> = {
  europe: {
    grass: [92, 112, 62],
    dry: [140, 136, 88],
    soil: [150, 128, 98],
    tree: [
      [52, 74, 40],
      [62, 84, 44],
      [44, 66, 40],
      [72, 86, 46],
    ],
    houses: [
      [ORANGE, 4],
      [RED, 3],
      [BROWN, 2],
      [DARK, 2],
      [GREY, 1],
    ],
    flats: [
      [GREY, 4],
      [PALE, 3],
      [DARK, 2],
      [WHITE, 1],
      [ORANGE, 0.5],
    ],
    sheds: [
      [PALE, 3],
      [GREY, 3],
      [WHITE, 3],
      [BROWN, 1],
      [BLUE, 0.4],
    ],
    water: [
      [46, 66, 62],
      [38, 54, 58],
      [74, 88, 66],
      [52, 74, 86],
    ],
    green: 0.85,
  },
  america: {
    grass: [100, 118, 66],
    dry: [150, 142, 100],
    soil: [158, 134, 104],
    tree: [
      [54, 76, 42],
      [46, 64, 40],
      [66, 84, 48],
    ],
    houses: [
      [GREY, 4],
      [BROWN, 4],
      [DARK, 3],
      [PALE, 2],
      [TAN, 2],
    ],
    flats: [
      [WHITE, 4],
      [PALE, 4],
      [GREY, 3],
      [DARK, 1],
    ],
    sheds: [
      [WHITE, 4],
      [PALE, 4],
      [GREY, 3],
      [TAN, 1],
    ],
    water: [
      [44, 62, 64],
      [36, 50, 56],
      [82, 90, 70],
      [50, 78, 92],
    ],
    green: 0.85,
  },
  asia: {
    grass: [94, 108, 68],
    dry: [134, 128, 92],
    soil: [158, 138, 112],
    tree: [
      [54, 76, 46],
      [48, 68, 44],
      [62, 80, 50],
    ],
    houses: [
      [RED, 4],
      [GREY, 4],
      [DARK, 2],
      [BLUE, 0.6],
      [BROWN, 3],
    ],
    flats: [
      [GREY, 5],
      [PALE, 4],
      [RED, 0.4],
      [BROWN, 1],
      [WHITE, 1],
    ],
    sheds: [
      [BLUE, 5],
      [GREY, 3],
      [PALE, 3],
      [RED, 1],
      [WHITE, 1.5],
    ],
    water: [
      [74, 92, 78],
      [60, 82, 76],
      [92, 102, 84],
      [56, 74, 74],
    ],
    green: 0.75,
  },
  arid: {
    grass: [112, 116, 72],
    dry: [164, 148, 110],
    soil: [192, 166, 128],
    tree: [
      [70, 84, 50],
      [62, 76, 50],
    ],
    houses: [
      [PALE, 4],
      [TAN, 4],
      [WHITE, 3],
      [BROWN, 1],
    ],
    flats: [
      [WHITE, 4],
      [PALE, 4],
      [TAN, 4],
      [GREY, 1],
    ],
    sheds: [
      [WHITE, 4],
      [PALE, 3],
      [TAN, 3],
      [BLUE, 0.6],
    ],
    water: [
      [52, 92, 98],
      [64, 110, 110],
      [44, 70, 78],
    ],
    green: 0.35,
  },
  tropical: {
    grass: [98, 122, 60],
    dry: [146, 138, 90],
    soil: [164, 116, 86],
    tree: [
      [48, 78, 38],
      [58, 90, 42],
      [42, 68, 38],
    ],
    houses: [
      [RED, 3],
      [ORANGE, 3],
      [GREY, 3],
      [PALE, 2],
      [BLUE, 0.6],
      [BROWN, 2],
    ],
    flats: [
      [PALE, 4],
      [WHITE, 3],
      [GREY, 3],
      [RED, 0.5],
    ],
    sheds: [
      [PALE, 3],
      [WHITE, 3],
      [BLUE, 2],
      [GREY, 3],
      [RED, 1],
    ],
    water: [
      [56, 96, 92],
      [44, 78, 80],
      [88, 96, 70],
    ],
    green: 0.9,
  },
  mediterranean: {
    grass: [112, 116, 70],
    dry: [164, 150, 108],
    soil: [184, 156, 118],
    tree: [
      [60, 76, 46],
      [70, 82, 52],
      [52, 68, 44],
    ],
    houses: [
      [ORANGE, 6],
      [RED, 3],
      [TAN, 2],
      [WHITE, 1],
    ],
    flats: [
      [PALE, 4],
      [WHITE, 3],
      [ORANGE, 1],
      [TAN, 2],
      [GREY, 1],
    ],
    sheds: [
      [PALE, 4],
      [WHITE, 3],
      [TAN, 2],
      [GREY, 2],
    ],
    water: [
      [40, 84, 98],
      [36, 70, 86],
      [60, 88, 82],
    ],
    green: 0.6,
  },
};

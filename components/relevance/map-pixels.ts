import { colorOf, type Rgb } from './palette';

export interface Layer {
  /** Which colour. */
  readonly feature: number;
  /** 0..1, [cells]; NaN where nothing is known yet. */
  readonly map: Float32Array;
}

const STEPS = 64;
/** Lies over what has not been encoded. */
const UNKNOWN: readonly [number, number, number, number] = [10, 12, 14, 140];
const tables = new Map<number, readonly Rgb[]>();

/**
 * Maps as pixels, one a cell: each has the colour of its most probable feature, more opaque for higher probability.
 * @returns RGBA, not premultiplied, [cells * 4]; transparent everywhere where there are no layers
 */
export function mapPixels(layers: readonly Layer[], cells: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(cells * 4);
  if (layers.length === 0) return pixels;
  for (let cell = 0; cell < cells; cell++) {
    let [best, feature] = [-1, 0];
    for (const layer of layers) {
      const value = layer.map[cell] as number;
      if (value > best) [best, feature] = [value, layer.feature];
    }
    if (best < 0) pixels.set(UNKNOWN, cell * 4);
    else {
      const step = Math.round(Math.min(1, best) * STEPS);
      pixels.set(tableOf(feature)[step] as Rgb, cell * 4);
      // Faint doubts stay out of the picture's way: alpha rises slowly at first.
      pixels[cell * 4 + 3] = 255 * Math.min(1, best) ** 1.5;
    }
  }
  return pixels;
}

/** The published demo's reading has no height of its own: it is shown against its own maximum. */
export function stretched(map: Float32Array): Float32Array {
  const most = map.reduce((max, value) => (Number.isNaN(value) ? max : Math.max(max, value)), 0);
  return most > 0 ? map.map((value) => value / most) : map;
}

function tableOf(feature: number): readonly Rgb[] {
  let table = tables.get(feature);
  if (!table) {
    table = Array.from({ length: STEPS + 1 }, (_, i) => colorOf(feature, i / STEPS));
    tables.set(feature, table);
  }
  return table;
}

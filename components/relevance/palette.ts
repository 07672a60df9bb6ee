/**
 * Colours of features. Each feature has a hue; its map goes from dark to light along that hue by equal steps of
 * lightness (OKLCH), so that twice the difference looks like twice the difference, with colours seen or not.
 */

/** Degrees in OKLCH: far apart in turn, the first two also for those who see no red or green. */
const HUES = [60, 235, 330, 145, 15, 195, 285, 105] as const;
/** Lightness at probability 0 and 1. */
const DARK = 0.42;
const LIGHT = 0.86;
const CHROMA = 0.15;

export type Rgb = readonly [number, number, number];

/** @param feature its place among the features; from the ninth on hues come again @param value 0..1 */
export function colorOf(feature: number, value: number): Rgb {
  const hue = HUES[feature % HUES.length] as number;
  return fromOklch(DARK + (LIGHT - DARK) * value, CHROMA, hue);
}

/** For CSS. */
export function cssColorOf(feature: number, value: number): string {
  return `rgb(${colorOf(feature, value).join(' ')})`;
}

/**
 * OKLCH to sRGB, 0..255 (Björn Ottosson's matrices); what the screen cannot show loses chroma first.
 * @param hue degrees
 */
export function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  for (let c = chroma; ; c -= 0.005) {
    const linear = toLinear(lightness, c * Math.cos(angle), c * Math.sin(angle));
    const shown = linear.every((value) => value >= -1e-4 && value <= 1 + 1e-4);
    if (shown || c <= 0) return linear.map(encoded) as unknown as Rgb;
  }
}

function toLinear(lightness: number, a: number, b: number): number[] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encoded(linear: number): number {
  const value = Math.min(1, Math.max(0, linear));
  const gamma = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
  return Math.round(gamma * 255);
}

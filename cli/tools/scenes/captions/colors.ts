/** Names of colours as a person would say them of what the picture shows. */

export const COLOR_NAMES = [
  'white',
  'grey',
  'black',
  'red',
  'brown',
  'yellow',
  'green',
  'blue',
] as const;
export type ColorName = (typeof COLOR_NAMES)[number];

/** @param r, g, b levels 0..255 */
export function colorName(r: number, g: number, b: number): ColorName {
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const chroma = max - min;
  const share = max > 0 ? chroma / max : 0;
  if (max < 42) return 'black';
  if (share < 0.13 || chroma < 12) return max > 188 ? 'white' : max < 60 ? 'black' : 'grey';
  if (min > 190) return 'white';
  let hue: number;
  if (max === r) hue = (60 * (g - b)) / chroma;
  else if (max === g) hue = 60 * (2 + (b - r) / chroma);
  else hue = 60 * (4 + (r - g) / chroma);
  if (hue < 0) hue += 360;
  if (hue < 22 || hue >= 335) return share > 0.3 ? 'red' : 'brown';
  if (hue < 54) return max > 150 && share > 0.2 ? 'yellow' : share < 0.18 ? 'grey' : 'brown';
  if (hue < 172) return 'green';
  if (hue < 265) return 'blue';
  return share < 0.2 ? 'grey' : 'red';
}

export type Rgb = readonly [number, number, number];

export const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

export const scale = (c: Rgb, k: number): Rgb => [c[0] * k, c[1] * k, c[2] * k];

/** Moves a colour by up to `amount` levels in brightness and a third of it in each channel. */
export function jitter(c: Rgb, amount: number, next: () => number): Rgb {
  const b = (next() * 2 - 1) * amount;
  const d = () => b + ((next() * 2 - 1) * amount) / 3;
  return [c[0] + d(), c[1] + d(), c[2] + d()];
}

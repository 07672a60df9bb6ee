import { AppError } from '@/lib/errors/errors';
import type { BandChoice, BandWish } from './types';

/** Digits of a value in addresses: as many as 32-bit floating point has. */
const DIGITS = 7;

/** @param bands how many the file has; 0 where its colours are not to be chosen @throws AppError parameter-invalid */
export function checkWish({ red, green, blue, stretch }: BandWish, bands: number): void {
  const there = (band: number) => Number.isInteger(band) && band >= 0 && band < bands;
  if (![red, green, blue].every(there)) {
    throw new AppError(
      'parameter-invalid',
      bands === 0
        ? 'This file has no bands to choose from.'
        : `This file has ${bands} ${bands === 1 ? 'band' : 'bands'}.`,
      bands === 0 ? 'Its colours are its own.' : `Choose bands from 1 to ${bands}.`,
    );
  }
  if (stretch && !(Number.isFinite(stretch.high - stretch.low) && stretch.low < stretch.high)) {
    throw new AppError(
      'parameter-invalid',
      'The value that becomes black must be less than the one that becomes white.',
      'Change one of them, or leave both empty.',
    );
  }
}

/**
 * A wish in few characters, none of which an address would change: `4.3.2` for bands 4, 3 and 2, `5` for grey,
 * `4.3.2_120_3400` with a stretch.
 */
export function wishText({ red, green, blue, stretch }: BandWish): string {
  const bands = red === green && green === blue ? [red] : [red, green, blue];
  const value = (of: number) => String(Number(of.toPrecision(DIGITS))).replace('+', '');
  return [
    bands.map((band) => band + 1).join('.'),
    ...(stretch ? [value(stretch.low), value(stretch.high)] : []),
  ].join('_');
}

/** The other way; null where it is no such text. */
export function wishOf(text: string): BandWish | null {
  const number = '(-?[0-9.]+(?:e-?[0-9]+)?)';
  const match = new RegExp(`^(\\d+)(?:\\.(\\d+)\\.(\\d+))?(?:_${number}_${number})?$`).exec(text);
  if (!match) return null;
  const [red, green = red, blue = red, low, high] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (red === undefined || green === undefined || blue === undefined) return null;
  const bands = { red: red - 1, green: green - 1, blue: blue - 1 };
  if (low === undefined || high === undefined) return bands;
  return { ...bands, stretch: { low, high } };
}

/** Whether all three colours are of one band. */
export function isGrey({ red, green, blue }: Omit<BandChoice, 'stretch'>): boolean {
  return red === green && green === blue;
}

import type { BandChoice, BandInfo, ChoiceBasis } from '@/lib/image/raster/types';
import { isGrey } from '@/lib/image/raster/wish';

/** Which bands a picture is shown in, and what there is to choose from. */
export interface ShownBands {
  readonly bands: readonly BandInfo[];
  readonly choice: BandChoice;
  /** Why these; null where somebody chose them. */
  readonly basis: ChoiceBasis | null;
  /** A sensor whose order was taken. */
  readonly sensor: string | null;
}

/** A band as a list names it: `4: Near infrared`. */
export function bandName({ description, interpretation }: BandInfo, band: number): string {
  const known = description ?? interpretation;
  return known && known !== 'Undefined' ? `${band + 1}: ${known}` : `Band ${band + 1}`;
}

/** `Bands 4, 3, 2 of 12`, `Band 5 of 12 in grey`. */
export function bandWords({ bands, choice }: Pick<ShownBands, 'bands' | 'choice'>): string {
  const of = bands.length > 1 ? ` of ${bands.length}` : '';
  if (isGrey(choice)) return `Band ${choice.red + 1}${of} in grey`;
  return `Bands ${[choice.red, choice.green, choice.blue].map((band) => band + 1).join(', ')}${of}`;
}

/** Why these bands are shown, as a sentence. */
export function basisWords({ basis, sensor }: Pick<ShownBands, 'basis' | 'sensor'>): string {
  switch (basis) {
    case 'interpretation':
      return 'The file says which bands are red, green and blue.';
    case 'descriptions':
      return 'The descriptions of the bands say which are red, green and blue.';
    case 'sensor':
      return `Their number and type are those of a known sensor: ${sensor}.`;
    case 'order':
      return 'The file does not say what its bands are: they are taken in their order.';
    case null:
      return 'You chose these bands.';
  }
}

/** A value of a band, short. */
export function valueText(value: number): string {
  return String(Number(value.toPrecision(5)));
}

import type { BandInfo, ChoiceBasis, SampleType } from './types';

export interface ColourBands {
  /** Bands from 0; the same three times is grey. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly basis: ChoiceBasis;
  readonly sensor: string | null;
}

/** Which description means which colour: names, and the bands' names of sensors. */
const NAMES: Readonly<Record<'red' | 'green' | 'blue', RegExp>> = {
  red: /^(red|r|rouge|rot|rojo)\b(?!.?edge)|\bred\b(?!.?edge)/i,
  green: /^(green|g|vert|grün|verde)\b|\bgreen\b/i,
  blue: /^(blue|b|bleu|blau|azul)\b|\bblue\b/i,
};

/**
 * Sensors by how many bands their products have, where the file is no ordinary picture. One sensor only where there
 * are several with so many bands and the same places of red, green and blue.
 * [bands, red, green, blue, what it is called]
 */
const SENSORS: readonly (readonly [number, number, number, number, string])[] = [
  [4, 2, 1, 0, 'blue, green, red, near infrared (Sentinel-2 at 10 m, PlanetScope)'],
  [5, 2, 1, 0, 'blue, green, red, two more (RapidEye, MicaSense)'],
  [6, 2, 1, 0, 'blue, green, red, infrared (Landsat 4 to 9, surface reflectance)'],
  [7, 3, 2, 1, 'Landsat 8 and 9, bands 1 to 7'],
  [8, 5, 3, 1, 'eight bands of PlanetScope'],
  [10, 2, 1, 0, 'Sentinel-2 at 10 and 20 m, B2 to B12'],
  [11, 3, 2, 1, 'Landsat 8 and 9, bands 1 to 11'],
  [12, 3, 2, 1, 'Sentinel-2, B1 to B12'],
  [13, 3, 2, 1, 'Sentinel-2, B1 to B12'],
];

/** Names of Sentinel-2's and Landsat's bands that mean colours: `B4`, `B04`, `SR_B4`, `band 4`. */
const NUMBERED = /(?:^|[^a-z0-9])(?:sr_?)?b(?:and)?[ _-]?0?(\d{1,2})(a)?(?:[^a-z0-9]|$)/i;

/**
 * Which bands are red, green and blue: by what the file says of each, by their descriptions, by the order of a
 * known sensor, as they come; one or two bands are grey.
 *
 * @param rgb the file calls itself a picture in red, green and blue
 * @param alpha the band that is transparency; no colour
 */
export function colourBandsOf(
  bands: readonly BandInfo[],
  type: SampleType,
  rgb: boolean,
  alpha: number | null,
): ColourBands {
  const plain = { sensor: null };
  const colours = ['red', 'green', 'blue'] as const;
  const [red, green, blue] = colours.map((colour) =>
    bands.findIndex(({ interpretation }) => interpretation?.toLowerCase() === colour),
  ) as [number, number, number];
  if (red >= 0 && green >= 0 && blue >= 0) {
    return { red, green, blue, basis: 'interpretation', ...plain };
  }
  const described = byDescription(bands);
  if (described) return { ...described, basis: 'descriptions', ...plain };
  const count = bands.length - (alpha === null ? 0 : 1);
  if (count < 3) {
    const grey = alpha === 0 ? 1 : 0;
    return { red: grey, green: grey, blue: grey, basis: 'order', ...plain };
  }
  if (rgb) return { red: 0, green: 1, blue: 2, basis: 'interpretation', ...plain };
  // Eight bits are pictures as a rule (NAIP: red, green, blue, near infrared); more are measurements.
  const sensor = SENSORS.find(([size]) => size === count && (type !== 'uint8' || size > 4));
  if (sensor && alpha === null) {
    const [, r, g, b, name] = sensor;
    return { red: r, green: g, blue: b, basis: 'sensor', sensor: name };
  }
  return { red: 0, green: 1, blue: 2, basis: 'order', ...plain };
}

function byDescription(bands: readonly BandInfo[]) {
  const find = (colour: keyof typeof NAMES) =>
    bands.findIndex(
      ({ description }) =>
        description !== null &&
        NAMES[colour].test(description) &&
        !/infra|nir\b/i.test(description),
    );
  const named = { red: find('red'), green: find('green'), blue: find('blue') };
  if (Object.values(named).every((band) => band >= 0)) return named;
  const numbers = bands.map(({ description }) => {
    const match = description === null ? null : NUMBERED.exec(description);
    return match && !match[2] ? Number(match[1]) : null;
  });
  // 4, 3, 2 are red, green and blue of Sentinel-2 and of Landsat 8 and 9.
  const [red, green, blue] = [4, 3, 2].map((number) => numbers.indexOf(number)) as [
    number,
    number,
    number,
  ];
  return red >= 0 && green >= 0 && blue >= 0 ? { red, green, blue } : null;
}

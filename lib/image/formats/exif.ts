import type { Bytes } from '../bytes';

/** What a camera says of a picture. */
export interface Exif {
  /** Longitude and latitude, degrees of WGS 84. */
  readonly place?: readonly [number, number];
  /** In the time of the place, `2024-05-31T14:02:00`. */
  readonly taken?: string;
}

const TAG = { exif: 0x8769, gps: 0x8825, taken: 0x9003 } as const;
const GPS = { latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4 } as const;
/** Entries of a directory that are looked at: more is no camera's. */
const MOST_ENTRIES = 512;

interface Entry {
  readonly count: number;
  /** Where the value stands. */
  readonly at: number;
}

/**
 * Place and time out of an EXIF block, which is a TIFF without an image.
 * @returns what of it can be read; a broken block says nothing
 */
export function readExif(block: Bytes): Exif {
  try {
    const little = block.is(0, 'II');
    const first = directory(block, block.u32(4, little), little);
    const pointed = (tag: number) => {
      const entry = first.get(tag);
      return entry ? directory(block, block.u32(entry.at, little), little) : null;
    };
    const gps = pointed(TAG.gps);
    const place = gps && placeOf(block, gps, little);
    const taken = momentOf(block, pointed(TAG.exif)?.get(TAG.taken));
    return { ...(place && { place }), ...(taken && { taken }) };
  } catch {
    return {};
  }
}

function directory(block: Bytes, start: number, little: boolean): Map<number, Entry> {
  const entries = new Map<number, Entry>();
  const length = Math.min(MOST_ENTRIES, block.u16(start, little));
  for (let i = 0; i < length; i++) {
    const at = start + 2 + 12 * i;
    const type = block.u16(at + 2, little);
    const count = block.u32(at + 4, little);
    const fits = count * (BYTES[type] ?? 1) <= 4;
    entries.set(block.u16(at, little), { count, at: fits ? at + 8 : block.u32(at + 8, little) });
  }
  return entries;
}

/** Bytes of a value of each type. */
const BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

function placeOf(block: Bytes, gps: Map<number, Entry>, little: boolean): Exif['place'] | null {
  const [north, latitude, east, longitude] = [
    gps.get(GPS.latitudeSide),
    gps.get(GPS.latitude),
    gps.get(GPS.longitudeSide),
    gps.get(GPS.longitude),
  ];
  if (!north || !latitude || !east || !longitude) return null;
  const lat = angle(block, latitude.at, little) * (block.is(north.at, 'S') ? -1 : 1);
  const lon = angle(block, longitude.at, little) * (block.is(east.at, 'W') ? -1 : 1);
  // Cameras without a fix write zeros.
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
  return isPlace ? [rounded(lon), rounded(lat)] : null;
}

/** Degrees, minutes and seconds, each a fraction. NaN where a denominator is zero. */
function angle(block: Bytes, at: number, little: boolean): number {
  const part = (i: number) => {
    const [above, below] = [block.u32(at + 8 * i, little), block.u32(at + 8 * i + 4, little)];
    // Some leave out seconds as 0/0.
    return above === 0 ? 0 : above / below;
  };
  return part(0) + part(1) / 60 + part(2) / 3600;
}

/** Seven decimals are a centimetre. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(7));
}

function momentOf(block: Bytes, entry: Entry | undefined): string | undefined {
  if (!entry) return undefined;
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(block.text(entry.at, 19));
  if (!match) return undefined;
  const [, year, month, day, ...time] = match;
  const moment = `${year}-${month}-${day}T${time.join(':')}`;
  return Number(year) >= 1000 && !Number.isNaN(Date.parse(`${moment}Z`)) ? moment : undefined;
}

import { Bytes, EndOfBytes } from './bytes';

/** Numbers of EXIF's tags. */
const TAG = { gps: 0x8825, latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
/** Where the values of an entry stand, behind its tag, type and count. */
const VALUE = 8;
/** Entries of a directory that are looked at. */
const MOST_ENTRIES = 500;

/**
 * Where a photograph was taken, as its camera wrote it into a JPEG.
 * @returns longitude and latitude, degrees of WGS 84; null where it says nothing, or nothing that can be
 */
export function photographedAt(file: Uint8Array): readonly [number, number] | null {
  try {
    const exif = exifOf(new Bytes(file));
    return exif && placeIn(exif);
  } catch (error) {
    if (error instanceof EndOfBytes) return null;
    throw error;
  }
}

/** The TIFF inside of a JPEG's Exif segment, which stands before the picture. */
function exifOf(bytes: Bytes): Bytes | null {
  if (bytes.u16(0) !== 0xffd8) return null;
  for (let at = 2; bytes.u8(at) === 0xff; at += 2 + bytes.u16(at + 2)) {
    const marker = bytes.u8(at + 1);
    if (marker === 0xda || marker === 0xd9 || bytes.u16(at + 2) < 2) return null;
    if (marker === 0xe1 && bytes.is(at + 4, 'Exif\0\0')) {
      return bytes.slice(at + 10, at + 2 + bytes.u16(at + 2));
    }
  }
  return null;
}

function placeIn(exif: Bytes): readonly [number, number] | null {
  const little = exif.is(0, 'II');
  const main = entriesOf(exif, exif.u32(4, little), little);
  const at = main.get(TAG.gps);
  if (at === undefined) return null;
  const gps = entriesOf(exif, exif.u32(at + VALUE, little), little);
  const degrees = (value: number, reference: number, negative: string) => {
    const [entry, side] = [gps.get(value), gps.get(reference)];
    if (entry === undefined || side === undefined) return Number.NaN;
    const from = exif.u32(entry + VALUE, little);
    const part = (i: number) => {
      const [above, below] = [exif.u32(from + 8 * i, little), exif.u32(from + 8 * i + 4, little)];
      return above === 0 ? 0 : above / below;
    };
    const sum = part(0) + part(1) / 60 + part(2) / 3600;
    return exif.is(side + VALUE, negative) ? -sum : sum;
  };
  const lon = degrees(TAG.longitude, TAG.longitudeRef, 'W');
  const lat = degrees(TAG.latitude, TAG.latitudeRef, 'S');
  // Cameras without reception write zeros.
  const sound = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0);
  return sound ? [lon, lat] : null;
}

/** Where the entries of a directory stand, by tag. */
function entriesOf(exif: Bytes, at: number, little: boolean): ReadonlyMap<number, number> {
  const count = Math.min(exif.u16(at, little), MOST_ENTRIES);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const entry = at + 2 + 12 * i;
      return [exif.u16(entry, little), entry];
    }),
  );
}

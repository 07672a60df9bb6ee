import { AppError } from '@/lib/errors/errors';
import { type Georeference, onGround } from './georeference';

/** Longitude and latitude, degrees, WGS84. */
export type LonLat = readonly [number, number];
/** @param column px from the picture's left @param row px from its top */
export type ToGround = (column: number, row: number) => LonLat;

/** Systems of a whole family: UTM zones by datum. [first EPSG code, zones, proj4's words] */
const UTM: readonly (readonly [number, number, string])[] = [
  [32600, 60, '+datum=WGS84'],
  [32700, 60, '+datum=WGS84 +south'],
  [25800, 60, '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0'],
  [26900, 23, '+datum=NAD83'],
];

/**
 * From pixels to longitude and latitude. proj4 is loaded when this is first called.
 * @throws AppError georeference-invalid where the coordinate system is not known
 */
export async function toWgs84({ affine, crs }: Georeference): Promise<ToGround> {
  if (crs === null) return plain(affine);
  const { default: proj4 } = await import('proj4');
  const system = definitionOf(crs);
  try {
    const { forward } = proj4(system, 'WGS84');
    return (column, row) => {
      const { x, y } = onGround(affine, column, row);
      const [lon, lat] = forward([x, y]) as [number, number];
      return checked(lon, lat, crs);
    };
  } catch (cause) {
    throw unknownSystem(crs, cause);
  }
}

/** Nobody said what the numbers are: degrees can be told from metres. */
function plain(affine: Georeference['affine']): ToGround {
  return (column, row) => {
    const { x, y } = onGround(affine, column, row);
    if (Math.abs(x) > 180 || Math.abs(y) > 90) {
      throw new AppError(
        'georeference-invalid',
        'The world file holds no degrees, and nothing says what its numbers are.',
        'Choose the .prj file beside it as well, or give its EPSG code.',
      );
    }
    return [x, y];
  };
}

/** What proj4 understands of it. */
function definitionOf(crs: string): string {
  const code = Number(/^EPSG:(\d+)$/i.exec(crs.trim())?.[1] ?? Number.NaN);
  if (Number.isNaN(code)) return crs;
  if (code === 4326 || code === 4258 || code === 4269) return 'WGS84';
  if (code === 3857 || code === 900913) return 'EPSG:3857';
  for (const [first, zones, words] of UTM) {
    const zone = code - first;
    if (zone >= 1 && zone <= zones) return `+proj=utm +zone=${zone} ${words} +units=m +no_defs`;
  }
  throw unknownSystem(crs);
}

function checked(lon: number, lat: number, crs: string): LonLat {
  if (Number.isFinite(lon) && Number.isFinite(lat)) return [lon, lat];
  throw unknownSystem(crs);
}

function unknownSystem(crs: string, cause?: unknown): AppError {
  return new AppError(
    'georeference-invalid',
    `The coordinate system ${crs.slice(0, 60)} is not known here.`,
    'Choose a .prj file for it, or reproject the picture to WGS84, Web Mercator or UTM.',
    { cause },
  );
}

import { AppError } from '@/lib/errors/errors';
import { type System, systemOfCode } from './epsg/epsg';
import { type Georeference, onGround } from './georeference';
import { systemOfWkt, UncertainWkt } from './wkt/system';

/** Longitude and latitude, degrees, WGS84; longitude within ±180. */
export type LonLat = readonly [number, number];
/** @param column px from the picture's left @param row px from its top */
export type ToGround = (column: number, row: number) => LonLat;

/** A transformation from pixels to the ground, and its uncertainty. */
export interface Ground {
  readonly toGround: ToGround;
  /** How far off the shift between datums may be, metres; null where the picture's own numbers are degrees without a datum. */
  readonly accuracy: number | null;
}

/**
 * From pixels to longitude and latitude. proj4 and the table of systems are loaded when this is first called.
 * @throws AppError georeference-invalid where the coordinate system is not known, or not certain
 */
export async function groundOf({ affine, crs }: Georeference): Promise<Ground> {
  if (crs === null) return { toGround: plain(affine), accuracy: null };
  const { words, accuracy } = await systemOf(crs);
  const { default: proj4 } = await import('proj4');
  const forward = projectionOf(() => proj4(words, '+proj=longlat +datum=WGS84').forward, crs);
  return {
    accuracy,
    toGround(column, row) {
      const { x, y } = onGround(affine, column, row);
      const [lon, lat] = forward([x, y]) as [number, number];
      if (Number.isFinite(lon) && Math.abs(lat) <= 90) return [within180(lon), lat];
      throw unknownSystem(crs, 'the picture lies outside of where it is defined');
    },
  };
}

/** As {@link groundOf}, without the uncertainty. */
export async function toWgs84(georeference: Georeference): Promise<ToGround> {
  return (await groundOf(georeference)).toGround;
}

/** A coordinate system to say places in. */
export interface NamedSystem {
  /** `EPSG:32632`, or what the system calls itself. */
  readonly name: string;
  /** Whether its numbers are degrees: longitude, then latitude. */
  readonly geographic: boolean;
  /** Its numbers for a place; not finite where it is not defined. */
  from(place: LonLat): readonly [number, number];
}

/**
 * A system in which places on the ground can be said.
 * @param crs as in {@link Georeference}
 * @throws AppError georeference-invalid where it is not known
 */
export async function namedSystem(crs: string): Promise<NamedSystem> {
  const { words } = await systemOf(crs);
  const { default: proj4 } = await import('proj4');
  const back = projectionOf(() => proj4('+proj=longlat +datum=WGS84', words).forward, crs);
  const said = /^EPSG:\d+$/i.test(crs.trim())
    ? crs.trim().toUpperCase()
    : /"([^"]+)"/.exec(crs)?.[1];
  return {
    name: said ?? (/\+proj=(\S+)/.exec(words)?.[1] as string),
    geographic: /\+proj=longlat/.test(words),
    from: ([lon, lat]) => back([lon, lat]) as [number, number],
  };
}

async function systemOf(crs: string): Promise<System> {
  const text = crs.trim();
  if (text.startsWith('+proj=')) return { words: text, accuracy: 5 };
  const code = /^EPSG:(\d+)$/i.exec(text)?.[1];
  if (code) {
    const system = await systemOfCode(Number(code));
    if (system) return system;
    throw unknownSystem(crs);
  }
  return systemOfWkt(text).catch((cause) => {
    throw unknownSystem(crs, cause instanceof UncertainWkt ? cause.message : undefined, cause);
  });
}

function projectionOf<T>(make: () => T, crs: string): T {
  try {
    return make();
  } catch (cause) {
    throw unknownSystem(crs, undefined, cause);
  }
}

/** Without a coordinate system: numbers in the range of degrees are taken as degrees, others are refused. */
function plain(affine: Georeference['affine']): ToGround {
  return (column, row) => {
    const { x, y } = onGround(affine, column, row);
    if (Math.abs(x) > 360 || Math.abs(y) > 90) {
      throw new AppError(
        'georeference-invalid',
        'The file does not say in which coordinate system the picture lies, and the numbers are not degrees.',
        'Choose the .prj file beside it as well.',
      );
    }
    return [within180(x), y];
  };
}

function within180(longitude: number): number {
  if (longitude >= -180 && longitude <= 180) return longitude;
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}

function unknownSystem(crs: string, reason?: string, cause?: unknown): AppError {
  const name = crs.length > 60 ? `${crs.slice(0, 59)}…` : crs;
  return new AppError(
    'georeference-invalid',
    `The coordinate system ${name} is not known here${reason ? `: ${reason}` : ''}.`,
    'Choose a .prj file for it, or reproject the picture to WGS84, Web Mercator or UTM.',
    { cause },
  );
}

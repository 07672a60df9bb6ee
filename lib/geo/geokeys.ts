import { globals } from 'geotiff';
import { type GeoKeys, toProj4 } from 'geotiff-geokeys-to-proj4';
import { AppError } from '@/lib/errors/errors';
import type { GeoTags } from '@/lib/image/raster/types';
import { systemOfCode } from './epsg/epsg';

/** What geotiff-geokeys-to-proj4 reports that takes nothing from where a place lies. */
const HARMLESS = /^(bothGCSAndPCSAreSet|vertical)/i;
/** Ellipsoids within metres of WGS84's, and spheres, which have no datum. [semi-major axis] */
const WGS84_AXIS = 6_378_137;

/**
 * A system that a file defines by its own keys, in proj4's words.
 * @throws AppError georeference-invalid where they are not enough, or of a kind that is not known
 */
export async function wordsOfKeys(keys: GeoTags['keys']): Promise<string> {
  const names: Readonly<Record<number, string>> = globals.geoKeyNames ?? {};
  const named = Object.fromEntries(
    [...keys].flatMap(([key, value]) => (names[key] ? [[names[key], value]] : [])),
  );
  const projected = keys.get(3072) !== undefined || keys.get(1024) === 1;
  const { proj4, coordinatesConversionParameters, errors } = toProj4(named as unknown as GeoKeys);
  const problem = Object.keys(errors).find((error) => !HARMLESS.test(error));
  if (problem) throw unknownKeys(problem);
  let words = proj4.replace(/ \+axis=\S+| \+no_defs\b/g, '').trim();
  // Projected, and no projection is said: metres would be taken for degrees.
  if (projected && /\+proj=longlat/.test(words)) throw unknownKeys('no projection');
  const number = (word: string) => Number(new RegExp(`\\+${word}=(\\S+)`).exec(words)?.[1]);
  const [a, b] = [number('a'), number('b')];
  if (!(a > 0) && !/\+(ellps|datum)=/.test(words)) throw unknownKeys('no ellipsoid');
  if (!/\+towgs84=/.test(words) && a !== b && Math.abs(a - WGS84_AXIS) > 1) {
    const code = keys.get(2048);
    const base = typeof code === 'number' ? await systemOfCode(code) : null;
    const shift = base && /\+towgs84=\S+/.exec(base.words)?.[0];
    if (!shift) throw unknownKeys('a datum whose shift to WGS84 is not known');
    words += ` ${shift}`;
  }
  const { x } = coordinatesConversionParameters;
  return x === 1 || /longlat/.test(words) ? words : `${words} +to_meter=${x}`;
}

function unknownKeys(problem: string): AppError {
  return new AppError(
    'georeference-invalid',
    `Where the picture lies is not certain: its coordinate system is not understood (${problem}).`,
    'Choose a world file and a .prj file beside it, or reproject it (gdalwarp -t_srs EPSG:4326).',
  );
}

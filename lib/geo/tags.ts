import { AppError } from '@/lib/errors/errors';
import { isQuarterTurn, storedPoint } from '@/lib/image/raster/turn';
import type { GeoTags, RasterInfo } from '@/lib/image/raster/types';
import type { Affine, Georeference } from './georeference';

/** Numbers of the GeoTIFF standard. */
const KEY = { modelType: 1024, rasterType: 1025, geographic: 2048, projected: 3072 } as const;
const PIXEL_IS_POINT = 2;
const USER_DEFINED = 32767;
/** Farthest that control points may lie from a plane through them, px. */
const MOST_RESIDUAL = 0.5;

/**
 * Where a TIFF lies by its own tags, in px of the upright picture.
 * @returns null where no tag says it
 * @throws AppError georeference-invalid where the tags say something that is not certain: the reason in the message
 */
export async function georeferenceOfTags(
  info: Pick<RasterInfo, 'geo' | 'width' | 'height' | 'orientation'>,
): Promise<Georeference | null> {
  const { geo } = info;
  const stored = geo && affineOf(geo);
  if (!geo || !stored) return null;
  const shifted = geo.keys.get(KEY.rasterType) === PIXEL_IS_POINT ? fromMiddles(stored) : stored;
  return { affine: ofUpright(shifted, info), crs: await systemOf(geo) };
}

/** @returns null where there is nothing of the kind */
function affineOf({ transformation, pixelScale, tiePoints }: GeoTags): Affine | null {
  if (transformation && transformation.length >= 16) {
    const [a, b, , c, d, e, , f] = transformation as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return sound({ a, b, c, d, e, f });
  }
  if (!tiePoints || tiePoints.length < 6) return null;
  if (pixelScale && pixelScale.length >= 2 && tiePoints.length === 6) {
    const [column, row, , x, y] = tiePoints as [number, number, number, number, number];
    const [across, down] = pixelScale as [number, number];
    return sound({ a: across, b: 0, c: x - column * across, d: 0, e: -down, f: y + row * down });
  }
  return throughPoints(tiePoints);
}

function sound(affine: Affine): Affine {
  const { a, b, d, e } = affine;
  if (Object.values(affine).every(Number.isFinite) && a * e - b * d !== 0) return affine;
  throw uncertain('its tags put all of its pixels on one line');
}

/** The plane through control points, where they lie in one. [column, row, 0, x, y, z] each */
function throughPoints(points: readonly number[]): Affine {
  const count = Math.floor(points.length / 6);
  if (count < 3) throw uncertain(`it has ${count} control points, and three are needed`);
  const at = (point: number, i: number) => points[6 * point + i] as number;
  const all = [...Array(count).keys()];
  const mean = (i: number) => all.reduce((sum, point) => sum + at(point, i), 0) / count;
  const [mc, mr, mx, my] = [mean(0), mean(1), mean(3), mean(4)];
  const sum = (i: number, mi: number, j: number, mj: number) =>
    all.reduce((total, point) => total + (at(point, i) - mi) * (at(point, j) - mj), 0);
  const [cc, cr, rr] = [sum(0, mc, 0, mc), sum(0, mc, 1, mr), sum(1, mr, 1, mr)];
  const determinant = cc * rr - cr * cr;
  if (!(Math.abs(determinant) > 0)) throw uncertain('its control points lie on one line');
  const solve = (i: number, mi: number) => {
    const [vc, vr] = [sum(0, mc, i, mi), sum(1, mr, i, mi)];
    return [(vc * rr - vr * cr) / determinant, (vr * cc - vc * cr) / determinant] as const;
  };
  const [a, b] = solve(3, mx);
  const [d, e] = solve(4, my);
  const affine = sound({ a, b, c: mx - a * mc - b * mr, d, e, f: my - d * mc - e * mr });
  const pixel = Math.sqrt(Math.abs(a * e - b * d));
  for (const point of all) {
    const x = affine.a * at(point, 0) + affine.b * at(point, 1) + affine.c - at(point, 3);
    const y = affine.d * at(point, 0) + affine.e * at(point, 1) + affine.f - at(point, 4);
    if (!(Math.hypot(x, y) <= MOST_RESIDUAL * pixel)) {
      throw uncertain('its control points bend the picture (warp it first: gdalwarp)');
    }
  }
  return affine;
}

/** Coordinates are of the pixels' middles; here they are of their corners. */
function fromMiddles({ a, b, c, d, e, f }: Affine): Affine {
  return { a, b, c: c - (a + b) / 2, d, e, f: f - (d + e) / 2 };
}

function ofUpright(
  affine: Affine,
  { orientation, width, height }: Pick<RasterInfo, 'orientation' | 'width' | 'height'>,
): Affine {
  if (orientation === 1) return affine;
  const [w, h] = isQuarterTurn(orientation) ? [height, width] : [width, height];
  const ground = (x: number, y: number) => {
    const [column, row] = storedPoint(orientation, w, h, x, y);
    return [
      affine.a * column + affine.b * row + affine.c,
      affine.d * column + affine.e * row + affine.f,
    ] as const;
  };
  const [c, f] = ground(0, 0);
  const [ax, dy] = ground(1, 0);
  const [bx, ey] = ground(0, 1);
  return { a: ax - c, b: bx - c, c, d: dy - f, e: ey - f, f };
}

/** What x and y are. @returns null where no tag says it */
async function systemOf({ keys }: GeoTags): Promise<string | null> {
  const code = (key: number) => {
    const value = keys.get(key);
    return typeof value === 'number' && value > 0 && value !== USER_DEFINED ? value : null;
  };
  const projected = code(KEY.projected);
  if (projected !== null) return `EPSG:${projected}`;
  if (keys.get(KEY.modelType) === 2 || !keys.has(KEY.projected)) {
    const geographic = code(KEY.geographic);
    if (geographic !== null && keys.get(KEY.modelType) !== 1) return `EPSG:${geographic}`;
  }
  if (!keys.has(KEY.modelType) && keys.size === 0) return null;
  const { wordsOfKeys } = await import('./geokeys');
  return wordsOfKeys(keys);
}

function uncertain(reason: string): AppError {
  return new AppError(
    'georeference-invalid',
    `Where the picture lies is not certain: ${reason}.`,
    'Choose a world file (such as picture.tfw) and the .prj file beside it, or save it again with gdal_translate.',
  );
}

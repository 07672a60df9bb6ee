import type { LonLat } from './projection';

/** A point of the plane, m at the equator: x to the east, y to the north. */
export type PlanePoint = readonly [x: number, y: number];

/** Radius of the sphere of Web Mercator (EPSG:3857), m. */
const RADIUS = 6_378_137;
const DEGREE = Math.PI / 180;
/** Nearer to the poles the plane has no end. */
const MOST_LATITUDE = 89.9;

/**
 * Web Mercator, in which maps of the web are drawn. It keeps shapes: a scene looks as it is, wherever it lies.
 * @param around longitude near which x stays whole, so that what crosses 180° lies together
 */
export function toPlane([lon, lat]: LonLat, around: number): PlanePoint {
  const near = around + within180(lon - around);
  const north = Math.min(MOST_LATITUDE, Math.max(-MOST_LATITUDE, lat)) * DEGREE;
  return [RADIUS * near * DEGREE, RADIUS * Math.log(Math.tan(Math.PI / 4 + north / 2))];
}

export function fromPlane([x, y]: PlanePoint): LonLat {
  const lat = (2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2) / DEGREE;
  return [within180(x / RADIUS / DEGREE), lat];
}

/**
 * A rectangle of the plane in degrees: west, south, east, north; west is greater than east where it crosses 180°.
 * @param extent least x, least y, most x, most y
 */
export function boxOfPlane([x0, y0, x1, y1]: readonly number[] & {
  readonly length: 4;
}): readonly [number, number, number, number] {
  const [west, south] = fromPlane([x0 as number, y0 as number]);
  const [east, north] = fromPlane([x1 as number, y1 as number]);
  const round = (x1 as number) - (x0 as number) >= 2 * Math.PI * RADIUS;
  return round ? [-180, south, 180, north] : [west, south, east, north];
}

/** The other way: a box in degrees as least x, least y, most x, most y. @param around as in {@link toPlane} */
export function planeOfBox(
  [west, south, east, north]: readonly [number, number, number, number],
  around: number,
): [number, number, number, number] {
  const [x, y] = toPlane([west, south], around);
  const width = east >= west ? east - west : east - west + 360;
  return [x, y, x + RADIUS * width * DEGREE, toPlane([west, north], around)[1]];
}

function within180(degrees: number): number {
  return degrees >= -180 && degrees <= 180
    ? degrees
    : ((((degrees + 180) % 360) + 360) % 360) - 180;
}

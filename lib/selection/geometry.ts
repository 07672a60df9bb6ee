import type { GalleryItem } from '@/lib/gallery/types';

/** Longitude and latitude, degrees of WGS 84. */
export type Position = readonly [number, number];
/** Closed: the last position is the first. */
export type Ring = readonly Position[];

/** The geometry of an item as GeoJSON (RFC 7946) has it: outer rings go anticlockwise, none crosses 180°. */
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

/** Where an item lies; null where nobody knows it. Nine decimals are a tenth of a millimetre. */
export function geometryOf({ corners, bbox }: Pick<GalleryItem, 'corners' | 'bbox'>) {
  const points = corners ?? (bbox && cornersOf(bbox));
  const [first] = points ?? [];
  if (!points || !first) return null;
  if (points.every(([lon, lat]) => lon === first[0] && lat === first[1])) {
    return { type: 'Point', coordinates: rounded(first) } satisfies Geometry;
  }
  // All of it on one side of the first corner's world, even past 180°.
  const near = points.map(([lon, lat]) => [first[0] + turn(lon - first[0]), lat] as const);
  const rings = [-360, 0, 360].flatMap((shift) => {
    const moved = near.map(([lon, lat]) => [lon + shift, lat] as const);
    const within = clipped(clipped(moved, -180, 1), 180, -1);
    return within.length > 2 && areaOf(within) !== 0 ? [closed(within)] : [];
  });
  const [only] = rings;
  if (!only) return null;
  return rings.length === 1
    ? ({ type: 'Polygon', coordinates: [only] } satisfies Geometry)
    : ({ type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) } satisfies Geometry);
}

function turn(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** The part of a polygon on one side of a meridian: east of it for `side` 1, west for -1. */
function clipped(points: readonly Position[], meridian: number, side: 1 | -1): Position[] {
  const inside = ([lon]: Position) => side * (lon - meridian) >= 0;
  return points.flatMap((point, i) => {
    const before = points[(i + points.length - 1) % points.length] as Position;
    if (inside(before) === inside(point)) return inside(point) ? [point] : [];
    const share = (meridian - before[0]) / (point[0] - before[0]);
    const crossing = [meridian, before[1] + share * (point[1] - before[1])] as const;
    return inside(point) ? [crossing, point] : [crossing];
  });
}

/** Anticlockwise and closed, without corners that are the same. */
function closed(points: readonly Position[]): Ring {
  const ring = points
    .map(rounded)
    .filter(([lon, lat], i, all) => i === 0 || lon !== all[i - 1]?.[0] || lat !== all[i - 1]?.[1]);
  if (areaOf(ring) < 0) ring.reverse();
  return [...ring, ring[0] as Position];
}

/** Twice the signed area; positive where the corners go anticlockwise. */
function areaOf(ring: readonly Position[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as Position;
    return sum + x * nextY - nextX * y;
  }, 0);
}

function rounded([lon, lat]: Position): Position {
  return [Number(lon.toFixed(9)), Number(lat.toFixed(9))];
}

function cornersOf([west, south, east, north]: NonNullable<GalleryItem['bbox']>) {
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ] as const;
}

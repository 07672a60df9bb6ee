import type { GalleryItem } from '@/lib/gallery/types';
import type { LonLat, ToGround } from '@/lib/geo/projection';
import type { Crop } from '@/lib/image/types';

/** Where a chip lies on the ground. */
export type Place = Pick<GalleryItem, 'bbox' | 'corners' | 'groundWidth'>;

/** The corners of a part of a scene, and the box around them; none where the scene ends outside of its projection. */
export function placeOf(part: Crop, toGround: ToGround): Place {
  const { x, y, width, height } = part;
  try {
    const corners = [
      toGround(x, y),
      toGround(x + width, y),
      toGround(x + width, y + height),
      toGround(x, y + height),
    ] as const;
    const across = metresBetween(toGround(x, y + height / 2), toGround(x + width, y + height / 2));
    return {
      corners,
      bbox: boxAround(corners),
      groundWidth: Math.round(across * 10) / 10,
    };
  } catch {
    return {};
  }
}

/**
 * West, south, east, north; west is greater than east where they lie on both sides of 180°. Of corners around a pole the
 * box reaches to it.
 */
function boxAround(corners: readonly LonLat[]): NonNullable<GalleryItem['bbox']> {
  const lats = corners.map(([, lat]) => lat);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  // Along the edges, each the shorter way around.
  let lon = corners[0]?.[0] ?? 0;
  const lons = [lon];
  for (const [next] of [...corners.slice(1), ...corners.slice(0, 1)]) {
    lon += within180(next - lon);
    lons.push(lon);
  }
  if (Math.abs(lon - (lons[0] as number)) > 180) {
    return north > 0 ? [-180, south, 180, 90] : [-180, -90, 180, north];
  }
  return [within180(Math.min(...lons)), south, within180(Math.max(...lons)), north];
}

function within180(degrees: number): number {
  if (degrees >= -180 && degrees <= 180) return degrees;
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** Width of a px in the middle of a scene, metres. */
export function metresPerPixel(
  { width, height }: { readonly width: number; readonly height: number },
  toGround: ToGround,
): number {
  const span = Math.max(1, Math.min(100, width));
  const [x, y] = [width / 2, height / 2];
  return metresBetween(toGround(x - span / 2, y), toGround(x + span / 2, y)) / span;
}

/** Of WGS 84: semi-major axis in metres, and the square of the eccentricity. */
const [AXIS, ECCENTRICITY] = [6_378_137, 0.00669437999];

/** Along the ellipsoid, by its radii in the middle between the two: for places that are near each other. */
function metresBetween([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const rad = Math.PI / 180;
  const lat = ((lat1 + lat2) / 2) * rad;
  const w = 1 - ECCENTRICITY * Math.sin(lat) ** 2;
  const turn = ((((lon2 - lon1) % 360) + 540) % 360) - 180;
  const across = (AXIS / Math.sqrt(w)) * Math.cos(lat) * turn * rad;
  const along = ((AXIS * (1 - ECCENTRICITY)) / w ** 1.5) * (lat2 - lat1) * rad;
  return Math.hypot(across, along);
}

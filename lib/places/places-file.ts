import type { FindMethod } from '@/lib/find/types';
import type { ToGround } from '@/lib/geo/projection';
import type { Rectangle } from '@/lib/patches/grid';

/** What was found in a picture, as a file says it. */
export interface PlacesReport {
  readonly picture: { readonly name: string; readonly width: number; readonly height: number };
  readonly model: string;
  readonly method: FindMethod;
  /** Encoder pixels a pixel of the picture. */
  readonly scale: number;
  /** Probability from which a place is found. */
  readonly threshold: number;
  /** Whether all of the picture was looked at. */
  readonly complete: boolean;
  readonly features: readonly FeatureReport[];
}

export interface FeatureReport {
  readonly feature: string;
  /** Largest probability in the picture, 0..1. */
  readonly presence: number;
  readonly found: boolean;
  readonly places: readonly PlaceReport[];
}

export interface PlaceReport {
  /** Px of the picture, from its upper left corner. */
  readonly box: Rectangle;
  readonly probability: number;
}

/** As JSON; coordinates to a hundredth of a px. */
export function placesJson(report: PlacesReport): string {
  const features = report.features.map(({ feature, presence, found, places }) => ({
    feature,
    presence: rounded(presence, 4),
    found,
    places: places.map(({ box, probability }) => ({
      ...boxOf(box),
      probability: rounded(probability, 4),
    })),
  }));
  return `${JSON.stringify({ ...report, scale: rounded(report.scale, 4), features }, null, 1)}\n`;
}

/** As CSV (RFC 4180), a line a place. */
export function placesCsv({ features }: PlacesReport): string {
  const lines = features.flatMap(({ feature, places }) =>
    places.map(({ box, probability }) => {
      const { x, y, width, height } = boxOf(box);
      return [quoted(feature), rounded(probability, 4), x, y, width, height].join(',');
    }),
  );
  return `${['feature,probability,x,y,width,height', ...lines].join('\r\n')}\r\n`;
}

/** As GeoJSON (RFC 7946): boxes as polygons in WGS84, counter-clockwise on the ground. */
export function placesGeoJson(report: PlacesReport, toGround: ToGround): string {
  const features = report.features.flatMap(({ feature, places }) =>
    places.map(({ box, probability }) => ({
      type: 'Feature',
      properties: { feature, probability: rounded(probability, 4), ...boxOf(box) },
      geometry: { type: 'Polygon', coordinates: [ringOf(box, toGround)] },
    })),
  );
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`;
}

function ringOf({ x, y, width, height }: Rectangle, toGround: ToGround): number[][] {
  const corners = [
    [x, y],
    [x, y + height],
    [x + width, y + height],
    [x + width, y],
  ] as const;
  const ring = corners.map(([column, row]) =>
    toGround(column, row).map((degrees) => rounded(degrees, 7)),
  );
  const turned = areaOf(ring) < 0 ? ring.reverse() : ring;
  return [...turned, turned[0] as number[]];
}

/** Twice the signed area; positive where the corners go counter-clockwise. */
function areaOf(ring: readonly number[][]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function boxOf({ x, y, width, height }: Rectangle): Rectangle {
  const [left, top] = [rounded(x, 2), rounded(y, 2)];
  return { x: left, y: top, width: rounded(width, 2), height: rounded(height, 2) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Quoted where it must be; a formula for a spreadsheet is made a text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

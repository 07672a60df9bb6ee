import { csvCell } from '@/lib/csv/csv';
import type { Judgement } from '@/lib/find/presence';
import type { FindMethod } from '@/lib/find/types';
import type { ToGround } from '@/lib/geo/projection';
import type { Rectangle } from '@/lib/patches/grid';

/** A closed line, first point not repeated. */
type Ring = readonly (readonly [number, number])[];

/** What was found in a picture, as a file says it. */
export interface PlacesReport {
  readonly picture: { readonly name: string; readonly width: number; readonly height: number };
  readonly model: string;
  readonly method: FindMethod;
  /** Encoder pixels a pixel of the picture. */
  readonly scale: number;
  /** Whether all of the picture was looked at. */
  readonly complete: boolean;
  readonly features: readonly FeatureReport[];
}

export interface FeatureReport {
  readonly feature: string;
  readonly answer: Judgement['answer'];
  /** That it is in the picture, 0..1; null where the word is not judged. */
  readonly probability: number | null;
  /** Share of right answers on so many real photographs; null where nothing was measured. */
  readonly basis: Judgement['basis'];
  /** Least height of the map at which a place was taken, 0..1. */
  readonly threshold: number;
  /** Places are single things, which may be counted, or areas. */
  readonly things: boolean;
  /** Of the picture that all its places cover, 0..1. */
  readonly share: number;
  readonly places: readonly PlaceReport[];
}

export interface PlaceReport {
  /** Px of the picture, from its upper left corner. */
  readonly box: Rectangle;
  /** The map's height within, 0..1. */
  readonly probability: number;
  /** Px of the picture: the outer line, then holes. */
  readonly rings: readonly Ring[];
  readonly share: number;
}

const COLUMNS = 'feature,answer,score,x,y,width,height,share,outline';

/** As CSV (RFC 4180), a line a place; the outline as WKT in px of the picture. */
export function placesCsv({ features }: PlacesReport): string {
  const lines = features.flatMap(({ feature, answer, places }) =>
    places.map(({ box, probability, share, rings }) => {
      const { x, y, width, height } = boxOf(box);
      const numbers = [rounded(probability, 4), x, y, width, height, rounded(share, 6)];
      return [csvCell(feature), answer, ...numbers, csvCell(wktOf(rings))].join(',');
    }),
  );
  return `${[COLUMNS, ...lines].join('\r\n')}\r\n`;
}

/**
 * As COCO JSON: a picture, its categories (the features), an annotation a place. COCO has no holes in polygons: of a
 * place with holes the outer line is written, and `area` leaves the holes out.
 */
export function placesCoco(report: PlacesReport): string {
  const { picture, features, ...how } = report;
  const annotations = features
    .flatMap(({ places }, i) => places.map((place) => ({ place, category: i + 1 })))
    .map(({ place: { box, probability, rings, share }, category }, i) => {
      const { x, y, width, height } = boxOf(box);
      return {
        id: i + 1,
        image_id: 1,
        category_id: category,
        bbox: [x, y, width, height],
        segmentation: rings.slice(0, 1).map((ring) => ring.flat().map((side) => rounded(side, 2))),
        area: rounded(share * picture.width * picture.height, 1),
        iscrowd: 0,
        score: rounded(probability, 4),
      };
    });
  const categories = features.map(({ places, feature, ...said }, i) => ({
    id: i + 1,
    name: feature,
    ...said,
    share: rounded(said.share, 6),
    count: places.length,
  }));
  const images = [{ id: 1, file_name: picture.name, width: picture.width, height: picture.height }];
  const info = { description: 'Found by Overlook', ...how };
  return `${JSON.stringify({ info, images, categories, annotations }, null, 1)}\n`;
}

/** As GeoJSON (RFC 7946): outlines as polygons in WGS84, outer lines counter-clockwise on the ground. */
export function placesGeoJson(report: PlacesReport, toGround: ToGround): string {
  const features = report.features.flatMap(({ feature, answer, places }) =>
    places.map(({ box, probability, rings, share }) => ({
      type: 'Feature',
      properties: {
        feature,
        answer,
        score: rounded(probability, 4),
        share: rounded(share, 6),
        ...boxOf(box),
      },
      geometry: {
        type: 'Polygon',
        coordinates: rings.map((ring, i) => ringOf(ring, toGround, i === 0)),
      },
    })),
  );
  return `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`;
}

function ringOf(line: Ring, toGround: ToGround, outer: boolean): number[][] {
  const ring = line.map(([column, row]) =>
    toGround(column, row).map((degrees) => rounded(degrees, 7)),
  );
  const turned = areaOf(ring) > 0 === outer ? ring : ring.reverse();
  return [...turned, turned[0] as number[]];
}

/** Twice the signed area; positive where the corners go counter-clockwise. */
function areaOf(ring: readonly number[][]): number {
  return ring.reduce((sum, [x = 0, y = 0], i) => {
    const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
    return sum + x * nextY - nextX * y;
  }, 0);
}

function wktOf(rings: readonly Ring[]): string {
  const lines = rings.map((ring) => {
    const points = [...ring, ring[0] as Ring[number]];
    return `(${points.map(([x, y]) => `${rounded(x, 1)} ${rounded(y, 1)}`).join(', ')})`;
  });
  return `POLYGON(${lines.join(', ')})`;
}

function boxOf({ x, y, width, height }: Rectangle): Rectangle {
  const [left, top] = [rounded(x, 2), rounded(y, 2)];
  return { x: left, y: top, width: rounded(width, 2), height: rounded(height, 2) };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

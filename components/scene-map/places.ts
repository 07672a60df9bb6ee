import type { GalleryItem } from '@/lib/gallery/types';
import { fromPlane, type PlanePoint, toPlane } from '@/lib/geo/plane';
import type { LonLat } from '@/lib/geo/projection';
import { boxAround } from '@/lib/narrowing/box';
import type { Filterable } from '@/lib/narrowing/narrowing';

/** Upper left, upper right, lower right, lower left corner of a picture. */
export type Quad = readonly [PlanePoint, PlanePoint, PlanePoint, PlanePoint];

/** An item's place on the map. */
export interface MapPlace {
  readonly item: GalleryItem;
  /** Of the item, among those that the map was made of. */
  readonly row: number;
  readonly corners: Quad;
  /** It is known where it was taken, and not how much of the ground it shows. */
  readonly point: boolean;
}

/** All that is on the map. */
export interface MapPlaces {
  /** `ground`: metres of Web Mercator; `pixels`: of scenes of which nobody knows where they lie, side by side. */
  readonly kind: 'ground' | 'pixels';
  /** It is `pixels` because a scene comes too near to a pole for Web Mercator. */
  readonly polar?: boolean;
  readonly places: readonly MapPlace[];
}

/** Share of its width that a scene stands away from the next, where they lie side by side. */
const GAP = 0.05;

type Placed = Pick<GalleryItem, 'bbox' | 'corners' | 'part'> & Filterable;

/** Whether a map can show any of these items. */
export function haveAnyPlace(items: readonly Placed[]): boolean {
  return items.some(({ bbox, corners, part }) => bbox || corners || part);
}

/** Web Mercator's square ends there, degrees: beyond, a scene is torn apart more than anybody can read. */
const MOST_LATITUDE = 85.06;

/**
 * Where items lie; those of which nobody knows it are left out. Null where that is all of them. Scenes of which one
 * comes near to a pole are shown in pixels.
 */
export function placesOf(items: readonly GalleryItem[]): MapPlaces | null {
  const around = middleLongitude(items);
  const polar = items.some(isPolar);
  if (around !== null && !polar) {
    const places = items.flatMap((item, row) => {
      const corners = cornersOf(item);
      if (!corners) return [];
      // Each by itself lies together, wherever it crosses what is opposite of the middle.
      const first = corners[0]?.[0] ?? 0;
      const near = fromPlane(toPlane([first, 0], around))[0];
      const [x] = toPlane([first, 0], around);
      const quad = corners.map(([lon, lat]) => {
        const [cornerX, y] = toPlane([lon, lat], near);
        return [cornerX - toPlane([first, 0], near)[0] + x, y];
      }) as unknown as Quad;
      return [{ item, row, corners: quad, point: isPoint(quad) }];
    });
    return { kind: 'ground', places };
  }
  const places = inPixels(items);
  return places.length > 0 ? { kind: 'pixels', places, ...(polar && { polar }) } : null;
}

/** Of the narrowest box around all items; null where none has a place. */
function middleLongitude(items: readonly GalleryItem[]): number | null {
  const boxes = items.flatMap(({ bbox }) => (bbox ? [bbox] : []));
  const box = boxAround(boxes);
  if (!box) return items.find(({ corners }) => corners)?.corners?.[0][0] ?? null;
  const [west, , east] = box;
  const middle = (west + (west > east ? east + 360 : east)) / 2;
  return middle > 180 ? middle - 360 : middle;
}

function isPolar({ part, corners }: GalleryItem): boolean {
  return Boolean(part && corners?.some(([, lat]) => Math.abs(lat) > MOST_LATITUDE));
}

function cornersOf({ corners, bbox }: GalleryItem): readonly LonLat[] | undefined {
  if (corners || !bbox) return corners;
  const [west, south, east, north] = bbox;
  return [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
}

function isPoint([upperLeft, , lowerRight]: Quad): boolean {
  return upperLeft[0] === lowerRight[0] && upperLeft[1] === lowerRight[1];
}

/** Parts of scenes in px of their scene, rows downwards. */
function inPixels(items: readonly GalleryItem[]): MapPlace[] {
  const widths = new Map<string, number>();
  for (const { part } of items) {
    if (part) widths.set(part.of, Math.max(widths.get(part.of) ?? 0, part.x + part.width));
  }
  const lefts = new Map<string, number>();
  let left = 0;
  for (const [scene, width] of widths) {
    lefts.set(scene, left);
    left += width * (1 + GAP);
  }
  return items.flatMap((item, row) => {
    const { part } = item;
    if (!part) return [];
    const x0 = (lefts.get(part.of) ?? 0) + part.x;
    const [x1, y0, y1] = [x0 + part.width, -part.y, -part.y - part.height];
    const corners: Quad = [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ];
    return [{ item, row, corners, point: false }];
  });
}

/** The middle of a place. */
export function middleOf([a, , c]: Quad): PlanePoint {
  return [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2];
}

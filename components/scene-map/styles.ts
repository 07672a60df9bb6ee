import type { Feature } from 'ol';
import type { Extent } from 'ol/extent.js';
import { getCenter } from 'ol/extent.js';
import Point from 'ol/geom/Point.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { colorOf } from '@/components/relevance/palette';
import { type MapPlace, middleOf } from './places';
import type { MapResult } from './results';

/** Px of a footprint under which a dot stands in its place. */
const DOT_BELOW = 9;
const RADIUS = 5;
/** Px from a corner to the dot of a selected item. */
const INSET = 13;
const CASING = 'rgb(10 14 16 / 0.75)';

/** The visitor's own colours, where the system forces them. */
const forced = () => window.matchMedia('(forced-colors: active)').matches;

/** Of a result: the more similar, the lighter its line and the stronger its fill; a thin line where it is less certain. */
export function resultStyle(
  feature: Feature,
  resolution: number,
  { share, unsure }: MapResult,
): Style[] {
  const extent = extentOf(feature);
  const zIndex = share;
  const colour = forced() ? 'Highlight' : cssOf(share, 1);
  if (sideOf(extent) / resolution < DOT_BELOW) {
    const rim = forced() ? 'CanvasText' : CASING;
    return [dot(extent, unsure ? RADIUS - 1.5 : RADIUS, colour, rim, zIndex)];
  }
  if (unsure) {
    // Thin, and hardly filled (so that it can be pointed at): of many that overlap, the picture below is still seen.
    return [
      new Style({
        zIndex,
        fill: new Fill({ color: forced() ? 'transparent' : cssOf(share, 0.02) }),
        stroke: new Stroke({ color: forced() ? colour : cssOf(share, 0.7), width: 1 }),
      }),
    ];
  }
  return [
    new Style({
      zIndex,
      fill: new Fill({ color: forced() ? 'transparent' : cssOf(share, 0.08 + 0.14 * share) }),
      stroke: new Stroke({ color: forced() ? 'Canvas' : CASING, width: 4 }),
    }),
    new Style({ zIndex, stroke: new Stroke({ color: colour, width: 2 }) }),
  ];
}

/** Of the item that is pointed at, or whose panel is open. */
export function litStyle(feature: Feature, resolution: number): Style[] {
  const extent = extentOf(feature);
  const line = forced() ? 'Highlight' : 'white';
  const casing = forced() ? 'CanvasText' : 'rgb(10 14 16 / 0.9)';
  if (sideOf(extent) / resolution < DOT_BELOW) {
    return [dot(extent, RADIUS + 3, 'transparent', casing), dot(extent, RADIUS + 3, line, casing)];
  }
  return [
    new Style({ stroke: new Stroke({ color: casing, width: 8 }) }),
    new Style({ stroke: new Stroke({ color: line, width: 4 }) }),
  ];
}

/** Of a selected item: a dot in its upper left corner, whatever else is drawn of it. */
export function selectedStyle(feature: Feature, resolution: number): Style[] {
  const colour = forced() ? 'Highlight' : cssOfSelected();
  const place = feature.get('place') as MapPlace;
  const [[x, y]] = place.corners;
  const [mx, my] = middleOf(place.corners);
  const inwards = Math.min(1, (INSET * resolution) / Math.max(Math.hypot(mx - x, my - y), 1e-9));
  const at = [x + inwards * (mx - x), y + inwards * (my - y)];
  return [
    new Style({
      geometry: new Point(at),
      image: new CircleStyle({
        radius: RADIUS,
        fill: new Fill({ color: colour }),
        stroke: new Stroke({ color: forced() ? 'CanvasText' : 'white', width: 2 }),
      }),
    }),
  ];
}

/** Of the box that the results are limited to. */
export const boxStyle = () => [
  new Style({ stroke: new Stroke({ color: forced() ? 'CanvasText' : CASING, width: 3 }) }),
  new Style({
    stroke: new Stroke({ color: forced() ? 'Canvas' : 'white', width: 1.5, lineDash: [8, 6] }),
  }),
];

/** The colour of a result for CSS, 0..1 from the least similar to the most. */
export function cssOf(share: number, alpha: number): string {
  const [r, g, b] = colorOf(0, 0.25 + 0.75 * share);
  return `rgb(${r} ${g} ${b} / ${alpha})`;
}

/** Far in hue from the results' colour, also for those who see no red or green. */
function cssOfSelected(): string {
  return `rgb(${colorOf(1, 0.5).join(' ')})`;
}

function dot(extent: Extent, radius: number, fill: string, rim: string, zIndex = 0): Style {
  return new Style({
    zIndex,
    geometry: new Point(getCenter(extent)),
    image: new CircleStyle({
      radius,
      fill: new Fill({ color: fill }),
      stroke: new Stroke({ color: rim, width: 1.5 }),
    }),
  });
}

function extentOf(feature: Feature): Extent {
  return feature.getGeometry()?.getExtent() ?? [0, 0, 0, 0];
}

function sideOf([x0 = 0, y0 = 0, x1 = 0, y1 = 0]: Extent): number {
  return Math.max(x1 - x0, y1 - y0);
}

import ScaleLine from 'ol/control/ScaleLine.js';
import Feature from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import Polygon, { fromExtent } from 'ol/geom/Polygon.js';
import DragBox from 'ol/interaction/DragBox.js';
import DragPan from 'ol/interaction/DragPan.js';
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom.js';
import PinchZoom from 'ol/interaction/PinchZoom.js';
import Kinetic from 'ol/Kinetic.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import VectorSource from 'ol/source/Vector.js';
import XYZ from 'ol/source/XYZ.js';
import View from 'ol/View.js';
import type { PlanePoint } from '@/lib/geo/plane';
import { BASE_MAP } from './base-map';
import { PictureLayer } from './picture-layer';
import { type MapPlace, type MapPlaces, middleOf } from './places';
import type { MapResult } from './results';
import { boxStyle, litStyle, resultStyle, selectedStyle } from './styles';
import { TintLayer } from './tint-layer';
import type { Similarities } from './tints';

/** Px around a click or the pointer within which an item that has no extent is meant. */
const REACH = 12;
/** Px around all places when they are shown as a whole. */
const MARGIN = 24;
/** Units of the plane a px: from centimetres to the whole Earth. */
const RESOLUTIONS = { least: 0.01, most: 160_000 } as const;
/** Further in, tiles of this level are enlarged: few servers have more. */
const MOST_TILE_ZOOM = 19;
/** Shown around a single point, of the plane. */
const AROUND_POINT = 1000;

export interface MapEvents {
  /** The item under the pointer, null where there is none. */
  onLit(id: string | null): void;
  onOpen(id: string): void;
  onSelect(ids: readonly string[]): void;
  /** Where the pointer is, and on which item; null where it has left. */
  onPointer(at: { readonly point: PlanePoint; readonly place: MapPlace | null } | null): void;
  /** The map shows another part now. */
  onMove(): void;
}

/** The map itself: OpenLayers, told what to draw. */
export class SceneMap {
  private readonly map: OlMap;
  private readonly all = new VectorSource<Feature>();
  private readonly found = new VectorSource<Feature>();
  private readonly marked = new VectorSource<Feature>();
  private readonly lit = new VectorSource<Feature>();
  private readonly box = new VectorSource<Feature>();
  private readonly base = new TileLayer({ visible: false });
  private readonly picture: PictureLayer;
  private readonly tint = new TintLayer();
  private readonly features = new Map<string, Feature>();
  /** The system's own colours came or went. */
  private readonly forced = window.matchMedia('(forced-colors: active)');
  private readonly redraw = () => {
    for (const source of [this.found, this.marked, this.lit, this.box]) source.changed();
    this.picture.changed();
    this.tint.changed();
  };
  private places: MapPlaces = { kind: 'ground', places: [] };
  private results: ReadonlyMap<string, MapResult> = new Map();
  /** Somebody has moved the map: what is added to it no longer does. */
  private moved = false;
  /** A drag selects, in place of moving the map. */
  selecting = false;

  constructor(
    target: HTMLElement,
    urlOf: (place: MapPlace) => string,
    private readonly events: MapEvents,
  ) {
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.picture = new PictureLayer(urlOf);
    const layer = (source: VectorSource<Feature>, style: typeof litStyle) =>
      new VectorLayer({
        source,
        style: (feature, resolution) => style(feature as Feature, resolution),
      });
    this.map = new OlMap({
      target,
      controls: [],
      layers: [
        this.base,
        this.picture.layer,
        this.tint.layer,
        layer(this.found, (feature, resolution) => {
          const result = this.results.get(String(feature.getId()));
          return result ? resultStyle(feature, resolution, result) : [];
        }),
        layer(this.box, boxStyle),
        layer(this.marked, selectedStyle),
        layer(this.lit, litStyle),
      ],
      interactions: [
        new DragPan(calm ? {} : { kinetic: new Kinetic(-0.005, 0.05, 100) }),
        new PinchZoom({ duration: calm ? 0 : 200 }),
        new MouseWheelZoom({ duration: calm ? 0 : 200 }),
        this.dragBox(),
      ],
      view: new View({
        center: [0, 0],
        resolution: RESOLUTIONS.most,
        minResolution: RESOLUTIONS.least,
        maxResolution: RESOLUTIONS.most,
        // A scene may lie across 180°, and one without a place on the ground has a plane of its own.
        multiWorld: true,
        enableRotation: false,
      }),
    });
    if (BASE_MAP) {
      const { template: url } = BASE_MAP;
      this.base.setSource(new XYZ({ url, crossOrigin: 'anonymous', maxZoom: MOST_TILE_ZOOM }));
    }
    this.listen(target);
    this.forced.addEventListener('change', this.redraw);
  }

  /** Where everything lies. */
  setPlaces(places: MapPlaces): void {
    this.places = places;
    this.features.clear();
    for (const place of places.places) {
      const feature = new Feature(
        place.point ? new Point([...middleOf(place.corners)]) : new Polygon([ringOf(place)]),
      );
      feature.setId(place.item.id);
      feature.set('place', place, true);
      this.features.set(place.item.id, feature);
    }
    this.all.clear(true);
    this.all.addFeatures([...this.features.values()]);
    for (const control of this.map.getControls().getArray().slice()) {
      this.map.removeControl(control);
    }
    const onGround = places.kind === 'ground';
    if (onGround) this.map.addControl(new ScaleLine());
    this.base.setVisible(onGround && BASE_MAP !== null);
    this.setResults(this.results);
    this.picture.places = places.places;
    this.picture.changed();
    this.tint.places = places.places;
    this.tint.changed();
    if (!this.moved) this.fit();
  }

  setResults(results: ReadonlyMap<string, MapResult>): void {
    this.results = results;
    this.show(this.found, results.keys());
  }

  /** How near every item is to what is asked; null where nothing is. */
  setSimilarities(similarities: Similarities | null): void {
    this.tint.similarities = similarities;
    this.tint.changed();
  }

  setSelected(ids: Iterable<string>): void {
    this.show(this.marked, ids);
  }

  /** The items that are pointed at or open. */
  setLit(ids: readonly string[]): void {
    this.show(this.lit, ids);
  }

  /** The box that the results are limited to, of the plane. */
  setBox(extent: readonly number[] | null): void {
    this.box.clear(true);
    if (extent) this.box.addFeature(new Feature(fromExtent([...extent])));
    else this.box.changed();
  }

  /** Shows all places. */
  fit(extent: readonly number[] | null = this.all.getExtent()): void {
    this.moved = false;
    if (!extent?.every(Number.isFinite)) return;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = extent;
    const around = x1 > x0 || y1 > y0 ? 0 : AROUND_POINT;
    this.map.updateSize();
    this.view.fit([x0 - around, y0 - around, x1 + around, y1 + around], {
      padding: [MARGIN, MARGIN, MARGIN, MARGIN],
    });
  }

  /** @param factor above 1 nearer */
  zoom(factor: number): void {
    this.moved = true;
    this.view.setResolution(
      this.view.getConstrainedResolution((this.view.getResolution() ?? 1) / factor),
    );
  }

  /** Moves what is shown, px. */
  pan(right: number, down: number): void {
    this.moved = true;
    const resolution = this.view.getResolution() ?? 1;
    const [x = 0, y = 0] = this.view.getCenter() ?? [];
    this.view.setCenter([x + right * resolution, y - down * resolution]);
  }

  /** The rectangle of the plane that is shown: least x, least y, most x, most y. */
  extent(): [number, number, number, number] {
    return this.view.calculateExtent(this.map.getSize()) as [number, number, number, number];
  }

  /** The middle of what is shown, and the item there. */
  middle(): { readonly point: PlanePoint; readonly place: MapPlace | null } {
    const [x = 0, y = 0] = this.view.getCenter() ?? [];
    return { point: [x, y], place: this.placeAt([x, y]) };
  }

  close(): void {
    this.forced.removeEventListener('change', this.redraw);
    this.map.setTarget(undefined);
    this.map.dispose();
    this.picture.close();
  }

  private get view(): View {
    return this.map.getView();
  }

  private listen(target: HTMLElement): void {
    this.map.on('pointermove', ({ dragging, coordinate }) => {
      if (dragging) return;
      const point = [coordinate[0] ?? 0, coordinate[1] ?? 0] as const;
      const place = this.placeAt(point);
      this.events.onLit(place?.item.id ?? null);
      this.events.onPointer({ point, place });
    });
    this.map.on('click', ({ coordinate }) => {
      const place = this.placeAt([coordinate[0] ?? 0, coordinate[1] ?? 0]);
      if (place && !this.selecting) this.events.onOpen(place.item.id);
    });
    this.map.on('moveend', () => this.events.onMove());
    const move = () => {
      this.moved = true;
    };
    this.map.on('pointerdrag', move);
    target.addEventListener('wheel', move, { passive: true });
    target.addEventListener('pointerleave', () => {
      this.events.onLit(null);
      this.events.onPointer(null);
    });
  }

  private dragBox(): DragBox {
    const box = new DragBox({
      className: 'map-drag-box',
      condition: ({ originalEvent: event }) =>
        (event as PointerEvent).button === 0 &&
        (this.selecting || (event as PointerEvent).shiftKey),
    });
    box.on('boxend', () => {
      const ids: string[] = [];
      this.all.forEachFeatureIntersectingExtent(box.getGeometry().getExtent(), (feature) => {
        ids.push(String(feature.getId()));
      });
      this.events.onSelect(ids);
    });
    return box;
  }

  /** Of several, the most similar; of those that are no results, the one whose middle is nearest. */
  private placeAt(point: PlanePoint): MapPlace | null {
    const reach = REACH * (this.view.getResolution() ?? 1);
    const [x, y] = point;
    let best: MapPlace | null = null;
    let rank = Number.NEGATIVE_INFINITY;
    this.all.forEachFeatureInExtent([x - reach, y - reach, x + reach, y + reach], (feature) => {
      const place = feature.get('place') as MapPlace;
      const small = (feature.getGeometry()?.getExtent() ?? []).every(
        (side, i) => Math.abs(side - (i % 2 === 0 ? x : y)) < 2 * reach,
      );
      if (!small && !feature.getGeometry()?.intersectsCoordinate([x, y])) return;
      const [mx, my] = middleOf(place.corners);
      const near = -Math.hypot(mx - x, my - y) / 1e9;
      const mine = (this.results.get(place.item.id)?.similarity ?? -2) + near;
      if (mine > rank) [best, rank] = [place, mine];
    });
    return best;
  }

  private show(source: VectorSource<Feature>, ids: Iterable<string>): void {
    source.clear(true);
    source.addFeatures([...ids].flatMap((id) => this.features.get(id) ?? []));
    source.changed();
  }
}

function ringOf({ corners }: MapPlace): number[][] {
  return [...corners, corners[0]].map((corner) => [...corner]);
}

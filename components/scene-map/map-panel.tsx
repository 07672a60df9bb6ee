'use client';

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useSelection } from '@/components/selection/use-selection';
import { ARROWS } from '@/components/ui/arrow-keys';
import { Button } from '@/components/ui/button';
import { cosine, degrees } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import type { GalleryItem } from '@/lib/gallery/types';
import { boxOfPlane, fromPlane, type PlanePoint, planeOfBox } from '@/lib/geo/plane';
import type { Box } from '@/lib/narrowing/box';
import { BASE_MAP } from './base-map';
import { Legend } from './legend';
import type { LitItem } from './lit';
import { SceneMap } from './map';
import { type MapPlace, placesOf } from './places';
import { inRange, type MapResult, rangeOf } from './results';
import { similaritiesOn } from './tints';
import { inSystem, useSystems } from './use-systems';

export interface MapPanelProps {
  readonly items: readonly GalleryItem[];
  readonly results: ReadonlyMap<string, MapResult>;
  /** Cosines of all items, by row; null where nothing is asked, or only a server knows. */
  readonly similarities: Float32Array | null;
  /** The item whose panel is open. */
  readonly open: string | null;
  readonly lit: LitItem;
  /** What the results are limited to. */
  readonly bbox: Box | null;
  readonly thumbUrl: (item: GalleryItem) => string;
  readonly onOpen: (id: string) => void;
  readonly onBox: (box: Box) => void;
}

/** Px that an arrow key moves; how much nearer a step is. */
const STEP = 80;
const NEARER = 1.5;

/** The map with its tools. All that it shows is in the list beside it, which is its text. */
export default function MapPanel(props: MapPanelProps) {
  const { items, results, open, lit, bbox, thumbUrl, onOpen, onBox } = props;
  const target = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<SceneMap | null>(null);
  const [selecting, setSelecting] = useState(false);
  const [at, setAt] = useState<{ point: PlanePoint; place: MapPlace | null } | null>(null);
  const selection = useSelection();
  const systems = useSystems();
  const places = useMemo(() => placesOf(items), [items]);
  const ground = places?.kind === 'ground';
  // The map lives longer than a render: it calls what the latest one says.
  const latest = useRef({ thumbUrl, onOpen, add: selection.add });
  useEffect(() => {
    latest.current = { thumbUrl, onOpen, add: selection.add };
  });

  useEffect(() => {
    if (!target.current) return;
    const made = new SceneMap(target.current, ({ item }) => latest.current.thumbUrl(item), {
      onLit: (id) => lit.set(id),
      onOpen: (id) => latest.current.onOpen(id),
      onSelect: (ids) => latest.current.add(ids),
      onPointer: setAt,
      onMove: () => {
        if (target.current?.matches(':focus-visible')) setAt(made.middle());
      },
    });
    setMap(made);
    return () => {
      made.close();
      setMap(null);
    };
  }, [lit]);
  useEffect(() => {
    if (places) map?.setPlaces(places);
  }, [map, places]);
  const tints = useMemo(
    () => similaritiesOn(places?.places ?? [], props.similarities),
    [places, props.similarities],
  );
  useEffect(
    () => map?.setResults(tints ? inRange(results, tints) : results),
    [map, results, tints],
  );
  useEffect(() => map?.setSimilarities(tints), [map, tints]);
  // Also when there are other places: what is selected or open may have come with them.
  useEffect(() => {
    if (places) map?.setSelected(selection.ids);
  }, [map, places, selection.ids]);
  useEffect(() => {
    if (!map || !places) return;
    const show = (id: string | null) => map.setLit([open, id].filter((one) => one !== null));
    show(lit.now);
    return lit.subscribe(show);
  }, [map, places, lit, open]);
  useEffect(() => {
    if (map) map.selecting = selecting;
  }, [map, selecting]);
  // Places come first: the box is drawn where they lie.
  useEffect(() => {
    if (!map || !places) return;
    const first = places.places[0]?.corners[0];
    const around = first ? fromPlane(first)[0] : 0;
    map.setBox(bbox && ground ? planeOfBox(bbox, around) : null);
  }, [map, places, ground, bbox]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!map || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target !== event.currentTarget) return;
    const move = ARROWS[event.key];
    if (move) map.pan(STEP * move[0], STEP * move[1]);
    else if (event.key === '+' || event.key === '=') map.zoom(NEARER);
    else if (event.key === '-') map.zoom(1 / NEARER);
    else if (event.key === '0') map.fit();
    else if (event.key === 'Enter' || event.key === ' ' || event.key.toLowerCase() === 'x') {
      const { place } = map.middle();
      if (!place) return;
      if (event.key === 'Enter') onOpen(place.item.id);
      else selection.toggle(place.item.id);
    } else return;
    event.preventDefault();
  };

  const similarity =
    at?.place && (tints?.of[at.place.row] ?? results.get(at.place.item.id)?.similarity);
  return (
    <section aria-label="Map of the results" className="flex h-full flex-col gap-2">
      <div
        ref={target}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the application role takes keys
        tabIndex={0}
        role="application"
        aria-label="Map"
        aria-describedby="map-keys map-at"
        onKeyDown={onKeyDown}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setAt(map?.middle() ?? null);
        }}
        className={`group/map relative min-h-72 flex-1 touch-none overflow-hidden rounded-2xl border border-line bg-sunken ${selecting ? 'cursor-crosshair' : 'cursor-grab active:cursor-grabbing'}`}
      >
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-0 z-10 m-auto hidden size-6 rounded-full border-2 border-white shadow-[0_0_0_2px_#0a0e10] group-focus-visible/map:block"
        />
        <div className="absolute top-2 right-2 z-10 flex flex-col gap-1">
          <Tool label="Zoom in" icon="plus" onClick={() => map?.zoom(NEARER)} />
          <Tool label="Zoom out" icon="minus" onClick={() => map?.zoom(1 / NEARER)} />
          <Tool label="Show all of the map" icon="whole" onClick={() => map?.fit()} />
        </div>
      </div>
      <p id="map-keys" className="sr-only">
        Arrow keys move the map, plus and minus zoom, 0 shows all of it. Enter opens the picture in
        the middle, Space selects it. With Shift, a drag selects what it goes around.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {ground && (
          <Button onClick={() => map && onBox(boxOfPlane(map.extent()))}>
            <Icon name="search" className="size-4" />
            Search in this view
          </Button>
        )}
        <Button
          aria-pressed={selecting}
          onClick={() => setSelecting(!selecting)}
          className="aria-pressed:bg-accent-soft"
        >
          <Icon name="select" className="size-4" />
          Select an area
        </Button>
        {results.size > 0 && <Legend {...(tints ?? rangeOf([...results.values()]))} />}
      </div>
      <p id="map-at" className="min-h-4 text-xs tabular-nums">
        {at && wordsAt(at.point, at.place, ground, systems)}
        {typeof similarity === 'number' && ` · similarity ${cosine(similarity)}`}
      </p>
      {places?.polar && (
        <p className="text-sm text-muted">
          A scene comes too near to a pole for the map, which ends at 85° of latitude: the scenes
          are shown side by side, in pixels.
        </p>
      )}
      <p className="text-xs text-muted">
        <Credits />
      </p>
    </section>
  );

  /** A place in degrees and in its scene's own numbers; of a scene that lies nowhere, column and row. */
  function wordsAt(
    point: PlanePoint,
    place: MapPlace | null,
    onGround: boolean,
    known: typeof systems,
  ): string {
    const part = place?.item.part;
    if (!onGround) {
      if (!part || !place) return '';
      const [left, top] = place.corners[0];
      const column = Math.floor(part.x + point[0] - left);
      return `${part.of}: column ${column}, row ${Math.floor(part.y + top - point[1])}`;
    }
    const lonLat = fromPlane(point);
    const only = new Set([...known.values()].map(({ name }) => name)).size === 1;
    const system = (part && known.get(part.of)) ?? (only ? [...known.values()][0] : undefined);
    return [degrees(...lonLat), inSystem(system, lonLat)].filter(Boolean).join(' · ');
  }
}

function Tool(props: { label: string; icon: 'plus' | 'minus' | 'whole'; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      className="grid size-9 cursor-pointer place-items-center rounded-lg border border-line bg-raised/95 text-ink shadow-sm hover:text-accent"
    >
      <Icon name={props.icon} className="size-4.5" />
    </button>
  );
}

/** Who drew it, as the licence asks. */
function Credits() {
  return (
    <>
      Drawn on this device by{' '}
      <a
        href="https://openlayers.org"
        rel="noreferrer"
        className="underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        OpenLayers
      </a>{' '}
      (© its contributors, BSD licence).{' '}
      {BASE_MAP
        ? `The base map is ${BASE_MAP.credit}; it comes from ${BASE_MAP.host}, which learns what part of the Earth you look at.`
        : 'No map is fetched from anywhere.'}
    </>
  );
}

'use client';

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSize } from '@/components/pictures/zoom/use-size';
import type { Point } from '@/components/pictures/zoom/viewport';
import { ARROWS } from '@/components/ui/arrow-keys';
import type { Atlas } from '@/lib/atlas/types';
import type { GalleryItem } from '@/lib/gallery/types';
import { type Camera, isWithin, movedBy, toCanvas, WHOLE, zoomedBy } from './camera';
import { coloursOf } from './colours';
import { densityOf } from './density';
import { DotRaster } from './dot-raster';
import { drawAtlas, orderOf, placeOf, type Scene, THUMB, type Theme } from './draw';
import { Pictures } from './pictures';
import { useDrags } from './use-drags';

/** Px from a click within which an item is meant. */
const REACH = 28;
/** Px that an arrow key moves. */
const STEP = 80;

interface Props {
  readonly atlas: Atlas;
  readonly items: readonly GalleryItem[];
  readonly labels: Scene['labels'];
  readonly lit: Uint8Array | null;
  /** By row: whether the filters let it pass; null where there are none. */
  readonly passing: Uint8Array | null;
  readonly selected: ReadonlySet<string>;
  readonly camera: Camera;
  readonly selecting: boolean;
  readonly thumbUrl: (item: GalleryItem) => string;
  readonly onCamera: (camera: Camera) => void;
  readonly onPick: (id: string) => void;
  readonly onSelect: (ids: readonly string[]) => void;
}

/** The map on a canvas. What it shows is listed below it; the canvas can be moved, zoomed and asked by keys. */
export function AtlasMap(props: Props) {
  const { atlas, items, labels, lit, passing, selected, camera, selecting, thumbUrl } = props;
  const { onCamera, onPick, onSelect } = props;
  const { positions } = atlas;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  const [focused, setFocused] = useState(false);
  const [arrived, setArrived] = useState(0);
  const colours = useMemo(() => coloursOf(items), [items]);
  const pictures = useMemo(
    () => new Pictures(thumbUrl, thumbSide(), () => setArrived((count) => count + 1)),
    [thumbUrl],
  );
  useEffect(() => () => pictures.close(), [pictures]);
  const [raster] = useState(() => new DotRaster());
  const order = useMemo(() => orderOf(items.length, lit, passing), [items, lit, passing]);
  const density = useMemo(() => densityOf(positions, colours), [positions, colours]);

  const nearestTo = useCallback(
    (at: Point): string | null => {
      if (!size) return null;
      let best: string | null = null;
      let least = REACH;
      items.forEach((item, row) => {
        if (passing?.[row] === 0) return;
        const { x, y } = toCanvas(camera, size, placeOf(positions, row));
        const distance = Math.hypot(x - at.x, y - at.y);
        if (distance < least) [best, least] = [item.id, distance];
      });
      return best;
    },
    [items, positions, passing, camera, size],
  );
  const pick = (at: Point) => {
    const id = nearestTo(at);
    if (id !== null) onPick(id);
  };
  const { lasso, ...drags } = useDrags({
    camera,
    size,
    selecting,
    onCamera,
    onPick: pick,
    onLasso: (line) => {
      if (!size) return;
      const inside = items.filter(
        (_, row) =>
          passing?.[row] !== 0 && isWithin(toCanvas(camera, size, placeOf(positions, row)), line),
      );
      onSelect(inside.map(({ id }) => id));
    },
  });

  // A wheel over the map must not scroll the page, which a passive listener cannot prevent.
  useEffect(() => {
    const element = canvas.current;
    if (!element || !size) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      onCamera(zoomedBy(camera, size, Math.exp(-event.deltaY / 400), at));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [camera, size, onCamera]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a thumbnail that has arrived is drawn
  useEffect(() => {
    const element = canvas.current;
    if (!element || !size) return;
    const drawing = requestAnimationFrame(() => {
      const context = element.getContext('2d');
      if (!context) return;
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const scene = {
        positions,
        items,
        colours,
        order,
        lit,
        passing,
        selected,
        labels,
        lasso,
        focused,
      };
      drawAtlas(context, size, camera, scene, themeOf(element), pictures, density, raster, ratio);
    });
    return () => cancelAnimationFrame(drawing);
  }, [
    size,
    camera,
    positions,
    items,
    colours,
    order,
    lit,
    passing,
    selected,
    labels,
    lasso,
    focused,
    pictures,
    density,
    raster,
    arrived,
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!size || event.altKey || event.ctrlKey || event.metaKey) return;
    const move = ARROWS[event.key];
    if (move) onCamera(movedBy(camera, size, { x: STEP * move[0], y: STEP * move[1] }));
    else if (event.key === '+' || event.key === '=') onCamera(zoomedBy(camera, size, 1.5));
    else if (event.key === '-') onCamera(zoomedBy(camera, size, 1 / 1.5));
    else if (event.key === '0') onCamera(WHOLE);
    else if (event.key === 'Enter') pick({ x: size.width / 2, y: size.height / 2 });
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the application role takes keys
        tabIndex={0}
        role="application"
        aria-label="Map of the gallery"
        aria-describedby="atlas-keys"
        data-positions={atlas.from}
        {...drags}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setFocused(false)}
        className={`h-[min(68dvh,46rem)] touch-none overflow-hidden rounded-2xl border border-line bg-surface ${selecting ? 'cursor-crosshair' : 'cursor-grab active:cursor-grabbing'}`}
      >
        <canvas ref={canvas} className="block size-full" />
      </div>
      <p id="atlas-keys" className="sr-only">
        Arrow keys move the map, plus and minus zoom, 0 shows all of it, Enter opens the picture in
        the middle. With Shift, a drag selects what it goes around.
      </p>
    </>
  );
}

/** Px of the device that a thumbnail's side takes. */
function thumbSide(): number {
  return Math.ceil(THUMB * (typeof window === 'undefined' ? 1 : window.devicePixelRatio || 1));
}

function themeOf(element: HTMLElement): Theme {
  const style = getComputedStyle(element);
  const of = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    paper: of('--surface', '#fff'),
    ink: of('--ink', '#111'),
    accent: of('--accent', '#06c'),
  };
}

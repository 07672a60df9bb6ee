'use client';

import { type ReactNode, useRef, useState } from 'react';
import { OnStage } from '@/components/pictures/zoom/on-stage';
import { useGestures } from '@/components/pictures/zoom/use-gestures';
import { useSize } from '@/components/pictures/zoom/use-size';
import {
  framed,
  layoutOf,
  type Size,
  type Viewport,
  WHOLE,
  zoomed,
} from '@/components/pictures/zoom/viewport';
import type { NamedPlace } from '@/components/relevance/findings';
import { MapCanvas } from '@/components/relevance/map-canvas';
import type { Layer } from '@/components/relevance/map-pixels';
import type { PatchGrid, Rectangle } from '@/lib/patches/grid';
import { Outlines } from './outlines';
import { StageTools } from './stage-tools';

interface Props {
  /** Null while there is nothing to show yet. */
  readonly src: string | null;
  readonly name: string;
  /** Px of the picture, where it is known before the picture has come. */
  readonly known: Size | null;
  readonly map: { layers: readonly Layer[]; grid: PatchGrid; sharp: boolean } | null;
  /** 0..1; 0: the map is not drawn. */
  readonly opacity: number;
  readonly places: readonly NamedPlace[];
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  /** Drawn by hand, px of the picture. `drawing`: the next drag draws. */
  readonly part: Rectangle | null;
  readonly drawing: boolean;
  readonly onDrawing: (drawing: boolean, picture: Size) => void;
  readonly onPart: (part: Rectangle) => void;
  /** What is to be looked at from now on; a new object each time. */
  readonly look: { readonly part: Rectangle } | null;
  /** Over the picture's lower edge. */
  readonly children?: ReactNode;
}

/** The picture with its map and places on it, to be moved and zoomed. */
export function Stage(props: Props) {
  const { src, name, known, map, opacity, places, selected, onSelect } = props;
  const { part, drawing, onDrawing, onPart, look, children } = props;
  const ref = useRef<HTMLElement>(null);
  const size = useSize(ref);
  const [natural, setNatural] = useState<Size | null>(null);
  const [broken, setBroken] = useState(false);
  const [viewport, setViewport] = useState<Viewport>(WHOLE);
  const [looked, setLooked] = useState(look);
  const picture = known ?? natural;
  const [compared, setCompared] = useState<number | null>(null);

  if (look !== looked && size && picture) {
    setLooked(look);
    if (look) setViewport(framed(look.part, size, picture));
  }

  const gestures = useGestures({
    ref,
    size,
    picture,
    viewport,
    onViewport: setViewport,
    drawing,
    onDraw: onPart,
  });
  const place = size && picture && layoutOf(viewport, size, picture);
  const zoomBy = (factor: number) =>
    size &&
    picture &&
    setViewport(zoomed(viewport, factor, { x: size.width / 2, y: size.height / 2 }, size, picture));

  return (
    <section
      ref={ref}
      aria-label={`Picture: ${name}. Plus and minus zoom, arrow keys move, 0 shows all of it.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and zoomed by keys
      tabIndex={0}
      {...gestures}
      className={`relative h-full w-full overflow-hidden rounded-xl bg-sunken select-none focus-visible:outline-offset-[-2px] ${
        drawing ? 'cursor-crosshair' : viewport.zoom > 1 ? 'cursor-grab active:cursor-grabbing' : ''
      } ${drawing || viewport.zoom > 1 ? 'touch-none' : 'touch-pan-y'}`}
    >
      <OnStage place={place}>
        {src === null ? (
          <div className="size-full animate-breathe bg-line" />
        ) : broken ? (
          <p className="grid size-full place-items-center p-4 text-center text-sm text-muted">
            This browser cannot show such a file.
          </p>
        ) : (
          // biome-ignore lint/performance/noImgElement: the visitor's own file, or a static export's
          <img
            src={src}
            alt={name}
            draggable={false}
            decoding="async"
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setNatural({ width: naturalWidth, height: naturalHeight })
            }
            onError={() => setBroken(true)}
            className={`size-full ${place ? '' : 'object-contain'}`}
          />
        )}
        <div
          className="absolute inset-0"
          style={compared === null ? {} : { clipPath: `inset(0 0 0 ${compared * 100}%)` }}
        >
          {map && opacity > 0 && <MapCanvas {...map} opacity={opacity} />}
          {picture && (
            <Outlines
              places={places}
              picture={picture}
              selected={selected}
              onSelect={onSelect}
              part={part}
            />
          )}
        </div>
        {compared !== null && (
          <div
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 w-0.5 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.6)]"
            style={{ left: `${compared * 100}%` }}
          />
        )}
      </OnStage>
      <StageTools
        zoomed={viewport.zoom > 1}
        drawing={drawing}
        ready={picture !== null}
        onZoom={zoomBy}
        onWhole={() => setViewport(WHOLE)}
        onDrawing={(on) => picture && onDrawing(on, picture)}
        comparing={compared !== null}
        onComparing={(on) => setCompared(on ? 0.5 : null)}
      />
      {compared !== null && (
        <label className="absolute top-2 left-2 flex items-center gap-2 rounded-lg border border-line bg-raised px-3 py-1.5 text-sm shadow-float">
          <span>Without</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={compared}
            aria-label="Without and with what was found"
            onChange={(event) => setCompared(event.target.valueAsNumber)}
            className="w-28 accent-accent sm:w-44"
          />
          <span>With</span>
        </label>
      )}
      {children && <div className="absolute inset-x-3 bottom-3">{children}</div>}
    </section>
  );
}

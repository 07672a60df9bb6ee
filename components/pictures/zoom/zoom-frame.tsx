'use client';

import { type ReactNode, useRef, useState } from 'react';
import { OnStage } from './on-stage';
import { useGestures } from './use-gestures';
import { useSize } from './use-size';
import { layoutOf, ownZoom, type Size, type Viewport, WHOLE, zoomed } from './viewport';
import { ZoomTools } from './zoom-tools';

interface Props {
  readonly name: string;
  /** Px of the picture. */
  readonly picture: Size;
  /** The picture, and what lies over it. */
  readonly children: ReactNode;
}

/** A frame of the picture's shape. One that is smaller than the frame is shown at its own size; any can be zoomed and moved. */
export function ZoomFrame({ name, picture: { width, height }, children }: Props) {
  const ref = useRef<HTMLElement>(null);
  const size = useSize(ref);
  const [chosen, setChosen] = useState<Viewport | null>(null);
  const picture = { width, height };
  const least = size ? ownZoom(size, picture) : 1;
  const viewport = chosen ?? { ...WHOLE, zoom: least };
  const gestures = useGestures({ ref, size, picture, viewport, onViewport: setChosen, least });
  const place = size && layoutOf(viewport, size, picture);
  const moves = viewport.zoom > 1;
  const zoomBy = (factor: number) => {
    if (!size) return;
    const middle = { x: size.width / 2, y: size.height / 2 };
    setChosen(zoomed(viewport, factor, middle, size, picture, least));
  };
  return (
    <section
      ref={ref}
      aria-label={`Picture: ${name}. Plus and minus zoom, arrow keys move, 0 shows all of it.`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and zoomed by keys
      tabIndex={0}
      data-zoomed={moves || undefined}
      {...gestures}
      className={`relative mx-auto overflow-hidden select-none focus-visible:outline-offset-[-2px] ${
        moves ? 'cursor-grab touch-none active:cursor-grabbing' : 'touch-pan-y'
      }`}
      style={{
        aspectRatio: `${width} / ${height}`,
        width: `min(100%, ${62 * (width / height)}dvh)`,
        // (A small picture needs no large frame.)
        maxHeight: `max(20rem, ${1.25 * height}px)`,
      }}
    >
      <OnStage place={place}>{children}</OnStage>
      <div
        role="toolbar"
        aria-label="Picture"
        className="absolute top-2 right-2 flex gap-0.5 rounded-lg border border-line bg-raised p-0.5 shadow-float"
      >
        <ZoomTools
          zoomed={viewport.zoom > least}
          whole={viewport.zoom === 1}
          onZoom={zoomBy}
          onWhole={() => setChosen(WHOLE)}
        />
      </div>
    </section>
  );
}

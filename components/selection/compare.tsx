'use client';

import { type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { CardArt } from '@/components/pictures/card-art';
import { nameOf } from '@/components/results/entries';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { GalleryItem } from '@/lib/gallery/types';
import { useGallery } from '@/lib/hooks';

/** Pictures that stand side by side at most. */
export const COMPARE_MAX = 4;
const ZOOM_MAX = 8;
const ZOOM_STEP = 1.5;

interface Place {
  /** 1: the whole picture. */
  readonly zoom: number;
  /** Middle of what is shown, 0..1 of the picture. */
  readonly x: number;
  readonly y: number;
}

const WHOLE: Place = { zoom: 1, x: 0.5, y: 0.5 };

/** Two to four pictures side by side; zoom and place go in step. */
export function Compare({
  items,
  onClose,
}: {
  items: readonly GalleryItem[];
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { imageUrl } = useGallery();
  const [place, setPlace] = useState(WHOLE);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const zoomBy = (factor: number) => setPlace((at) => held({ ...at, zoom: at.zoom * factor }));
  const moveBy = (x: number, y: number) =>
    setPlace((at) => held({ ...at, x: at.x + x / at.zoom, y: at.y + y / at.zoom }));
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    moveBy(-event.movementX / width, -event.movementY / height);
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={({ currentTarget }) => !currentTarget.open && onClose()}
      onKeyDown={(event) => {
        const step = {
          ArrowLeft: [-0.1, 0],
          ArrowRight: [0.1, 0],
          ArrowUp: [0, -0.1],
          ArrowDown: [0, 0.1],
        }[event.key];
        if (step) moveBy(step[0] ?? 0, step[1] ?? 0);
        else if (event.key === '+' || event.key === '=') zoomBy(ZOOM_STEP);
        else if (event.key === '-') zoomBy(1 / ZOOM_STEP);
        else return;
        event.preventDefault();
      }}
      className="m-auto h-dvh max-h-none w-full max-w-none overflow-y-auto bg-bg p-3 text-ink outline-none sm:p-5"
    >
      <div className="flex items-center gap-2 pb-3">
        <h2 id={title} className="flex-1 text-lg font-semibold">
          Compare
        </h2>
        <Button icon aria-label="Zoom out" onClick={() => zoomBy(1 / ZOOM_STEP)}>
          <Icon name="minus" className="size-4" />
        </Button>
        <span className="w-14 text-center text-sm tabular-nums" aria-live="polite">
          {Math.round(place.zoom * 100)}%
        </span>
        <Button icon aria-label="Zoom in" onClick={() => zoomBy(ZOOM_STEP)}>
          <Icon name="plus" className="size-4" />
        </Button>
        <Button onClick={() => setPlace(WHOLE)}>Whole</Button>
        <Button look="bare" icon aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </div>
      <ul className={`grid gap-3 ${COLUMNS[items.length] ?? ''}`}>
        {items.map((item) => (
          <li key={item.id} className="min-w-0">
            <div
              onPointerMove={drag}
              onWheel={(event) => zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15)}
              className="aspect-square cursor-grab touch-none overflow-hidden rounded-xl bg-sunken"
            >
              {item.image === false ? (
                <CardArt item={item} />
              ) : (
                // biome-ignore lint/performance/noImgElement: a static export has no image service
                <img
                  src={imageUrl(item)}
                  // Its name stands below it.
                  alt=""
                  draggable={false}
                  className="size-full object-contain select-none"
                  style={{
                    transform: `scale(${place.zoom}) translate(${(0.5 - place.x) * 100}%, ${(0.5 - place.y) * 100}%)`,
                    imageRendering: place.zoom > 3 ? 'pixelated' : 'auto',
                  }}
                />
              )}
            </div>
            <p className="truncate pt-1.5 text-sm text-muted">{nameOf(item)}</p>
          </li>
        ))}
      </ul>
    </dialog>
  );
}

const COLUMNS: Readonly<Record<number, string>> = {
  2: 'sm:grid-cols-2',
  3: 'sm:grid-cols-3',
  4: 'grid-cols-2 xl:grid-cols-4',
};

/** Kept so that the picture fills its frame. */
function held({ zoom, x, y }: Place): Place {
  const within = Math.min(ZOOM_MAX, Math.max(1, zoom));
  const half = 0.5 / within;
  const hold = (value: number) => Math.min(1 - half, Math.max(half, value));
  return { zoom: within, x: hold(x), y: hold(y) };
}

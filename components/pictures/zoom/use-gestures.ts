import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Rectangle } from '@/lib/patches/grid';
import {
  between,
  moved,
  type Point,
  pointOn,
  type Size,
  type Viewport,
  WHOLE,
  zoomed,
} from './viewport';

interface Stage {
  readonly ref: RefObject<HTMLElement | null>;
  /** Null before the stage has been laid out. */
  readonly size: Size | null;
  /** Px of the picture; null before it is known. */
  readonly picture: Size | null;
  readonly viewport: Viewport;
  readonly onViewport: (viewport: Viewport) => void;
  /** The smallest zoom. */
  readonly least?: number;
  /** A drag draws a rectangle instead of moving the picture. */
  readonly drawing?: boolean;
  /** While it is drawn, and at its end. */
  readonly onDraw?: (part: Rectangle) => void;
}

/** Steps of the keys: px of the stage, and a factor. */
const STEP = 60;
const FACTOR = 1.4;

/** Moving, zooming and drawing by mouse, touch, pen, wheel and keys. @returns Handlers for the stage's element. */
export function useGestures(stage: Stage) {
  const { ref, size, picture, viewport, onViewport, least = 1, drawing = false, onDraw } = stage;
  const pointers = useRef(new Map<number, Point>());
  const corner = useRef<Point | null>(null);

  const at = (event: { clientX: number; clientY: number }): Point => {
    const { left, top } = ref.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: event.clientX - left, y: event.clientY - top };
  };

  // React's own wheel listener is passive: it could not keep the page from scrolling.
  useEffect(() => {
    const element = ref.current;
    if (!element || !size || !picture) return;
    const onWheel = (event: WheelEvent) => {
      const { left, top } = element.getBoundingClientRect();
      const point = { x: event.clientX - left, y: event.clientY - top };
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.06 : 0.002));
      const next = zoomed(viewport, factor, point, size, picture, least);
      // At its ends the wheel is the page's again.
      if (next.zoom === viewport.zoom) return;
      event.preventDefault();
      onViewport(next);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, size, picture, viewport, onViewport, least]);

  if (!size || !picture) return {};

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const target = event.target as Element;
    const drawn = !drawing && target.closest('[data-outlines] g');
    if (event.button !== 0 || drawn || target.closest('button, label')) return;
    const point = at(event);
    pointers.current.set(event.pointerId, point);
    event.currentTarget.setPointerCapture(event.pointerId);
    corner.current = drawing ? pointOn(viewport, point, size, picture) : null;
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId);
    pointers.current.set(event.pointerId, now);
    const other = others[0]?.[1];
    if (other) {
      corner.current = null;
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const by = { x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 };
      onViewport(moved(zoomed(viewport, factor, middle, size, picture, least), by, size, picture));
    } else if (corner.current) {
      onDraw?.(between(corner.current, pointOn(viewport, now, size, picture), picture));
    } else {
      onViewport(moved(viewport, { x: now.x - before.x, y: now.y - before.y }, size, picture));
    }
  };

  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    pointers.current.delete(event.pointerId);
    corner.current = null;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const middle = { x: size.width / 2, y: size.height / 2 };
    const moves: Readonly<Record<string, Point>> = {
      ArrowLeft: { x: STEP, y: 0 },
      ArrowRight: { x: -STEP, y: 0 },
      ArrowUp: { x: 0, y: STEP },
      ArrowDown: { x: 0, y: -STEP },
    };
    const move = moves[event.key];
    if (move && viewport.zoom > 1) onViewport(moved(viewport, move, size, picture));
    else if (event.key === '+' || event.key === '=') {
      onViewport(zoomed(viewport, FACTOR, middle, size, picture, least));
    } else if (event.key === '-') {
      onViewport(zoomed(viewport, 1 / FACTOR, middle, size, picture, least));
    } else if (event.key === '0') onViewport(WHOLE);
    else return;
    event.preventDefault();
  };

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp, onKeyDown };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

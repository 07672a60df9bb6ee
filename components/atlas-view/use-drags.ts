import { type PointerEvent, useRef, useState } from 'react';
import type { Point, Size } from '@/components/pictures/zoom/viewport';
import { type Camera, movedBy, zoomedBy } from './camera';

/** Px that a pointer may move and still click. */
const STILL = 5;

interface Options {
  readonly camera: Camera;
  readonly size: Size | null;
  /** Whether a drag draws around items; with shift it always does. */
  readonly selecting: boolean;
  readonly onCamera: (camera: Camera) => void;
  readonly onPick: (at: Point) => void;
  readonly onLasso: (line: readonly Point[]) => void;
}

/** Moving, pinching, drawing around and clicking, by any pointer. */
export function useDrags(options: Options) {
  const { camera, size, selecting, onCamera, onPick, onLasso } = options;
  const pointers = useRef(new Map<number, Point>());
  const travelled = useRef(0);
  const [lasso, setLasso] = useState<readonly Point[]>([]);
  const at = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const end = (event: PointerEvent<HTMLElement>, clicked: boolean) => {
    if (!pointers.current.delete(event.pointerId)) return;
    if (pointers.current.size > 0) return;
    if (clicked && travelled.current < STILL) onPick(at(event));
    else if (clicked && lasso.length > 2) onLasso(lasso);
    setLasso([]);
  };
  return {
    lasso,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pointers.current.size === 0) {
        travelled.current = 0;
        setLasso(selecting || event.shiftKey ? [at(event)] : []);
      } else {
        setLasso([]);
      }
      pointers.current.set(event.pointerId, at(event));
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = pointers.current.get(event.pointerId);
      if (!before || !size) return;
      const now = at(event);
      pointers.current.set(event.pointerId, now);
      travelled.current += Math.hypot(now.x - before.x, now.y - before.y);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const reach = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
        onCamera(zoomedBy(camera, size, reach(now) / reach(before), other));
      } else if (lasso.length > 0) {
        setLasso([...lasso, now]);
      } else if (travelled.current >= STILL) {
        onCamera(movedBy(camera, size, { x: before.x - now.x, y: before.y - now.y }));
      }
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
  };
}

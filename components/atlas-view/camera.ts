import type { Point, Size } from '@/components/pictures/zoom/viewport';

import { ZOOM_MAX } from '@/lib/search-params';

/** What of the map is looked at. */
export interface Camera {
  /** Middle, 0..1 of the map. */
  readonly x: number;
  readonly y: number;
  /** 1: the whole map fits. */
  readonly z: number;
}

export const WHOLE: Camera = { x: 0.5, y: 0.5, z: 1 };

/** Px of the canvas that the map's side takes. */
export function scaleOf({ z }: Camera, { width, height }: Size): number {
  return Math.min(width, height) * z;
}

/** From the map to the canvas. */
export function toCanvas(camera: Camera, size: Size, { x, y }: Point): Point {
  const scale = scaleOf(camera, size);
  return {
    x: size.width / 2 + (x - camera.x) * scale,
    y: size.height / 2 + (y - camera.y) * scale,
  };
}

/** From the canvas to the map. */
export function toMap(camera: Camera, size: Size, { x, y }: Point): Point {
  const scale = scaleOf(camera, size);
  return {
    x: camera.x + (x - size.width / 2) / scale,
    y: camera.y + (y - size.height / 2) / scale,
  };
}

/** Nearer by a factor; what is under a point of the canvas stays there. */
export function zoomedBy(camera: Camera, size: Size, factor: number, at?: Point): Camera {
  const z = Math.min(ZOOM_MAX, Math.max(1, camera.z * factor));
  const fixed = at ?? { x: size.width / 2, y: size.height / 2 };
  const under = toMap(camera, size, fixed);
  const moved = toMap({ ...camera, z }, size, fixed);
  return held({ x: camera.x + under.x - moved.x, y: camera.y + under.y - moved.y, z });
}

/** Moved by px of the canvas. */
export function movedBy(camera: Camera, size: Size, { x, y }: Point): Camera {
  const scale = scaleOf(camera, size);
  return held({ ...camera, x: camera.x + x / scale, y: camera.y + y / scale });
}

function held({ x, y, z }: Camera): Camera {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { x: within(x), y: within(y), z };
}

/** Whether a point lies within a closed line (even-odd rule). */
export function isWithin({ x, y }: Point, line: readonly Point[]): boolean {
  let inside = false;
  line.forEach((a, i) => {
    const b = line.at(i - 1) as Point;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

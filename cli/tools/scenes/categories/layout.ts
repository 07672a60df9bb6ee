import { type Polygon, smooth } from '../core/geometry';
import type { Scene } from '../core/scene';

/** Draws in a frame at the scene's middle, turned by `angle`. */
export function centred(s: Scene, angle: number, draw: (extent: number) => void): void {
  s.paint.within(s.extent / 2, s.extent / 2, s.turn ?? angle, () => draw(s.extent));
}

/**
 * A line across the scene from rim to rim, in the scene's frame.
 * @param bend share of the extent by which it wanders
 */
export function wander(s: Scene, bend: number): Polygon {
  const { rng, extent: e } = s;
  const a = rng.range(0, 2 * Math.PI);
  const off = rng.range(-0.3, 0.3) * e;
  const c = Math.cos(a);
  const q = Math.sin(a);
  const points = Array.from({ length: 6 }, (_, i) => {
    const t = (i / 5 - 0.5) * 1.6 * e;
    const d = off + rng.range(-0.5, 0.5) * bend * e;
    return [e / 2 + t * c - d * q, e / 2 + t * q + d * c] as const;
  });
  return smooth(points, 8);
}

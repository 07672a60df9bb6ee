import { mix } from '../core/color';
import { blob, rect } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { free } from './plots';
import { scatter } from './vegetation';
import { parkingBays } from './vehicles';
import { BUILDABLE } from './walls';

export function lawn(s: Scene, x: number, y: number, w: number, h: number): void {
  const t = s.rng.next();
  s.paint.fill(rect(x, y, w, h), {
    rgb: mix(s.style.grass, t < 0.5 ? s.style.dry : s.style.soil, s.rng.range(0, 0.45)),
    ...GRAIN.grass,
    tag: TAG.grass,
    alpha: 0.9,
    on: BUILDABLE,
  });
}

/** A swimming pool with its terrace. */
export function pool(s: Scene, x: number, y: number, w: number, h: number): void {
  const shape = s.rng.chance(0.5)
    ? rect(x, y, w, h)
    : blob(x, y, w / 2, h / 2, 0.18, s.rng.next, 24);
  if (!s.paint.free(rect(x, y, w, h), BUILDABLE | tags(TAG.paved))) return;
  s.paint.fill(rect(x, y, w + 4, h + 4), {
    rgb: mix(s.style.concrete, [214, 206, 190], 0.5),
    ...GRAIN.concrete,
    tag: TAG.paved,
    height: 0,
  });
  s.paint.as('swimming pool', () =>
    s.paint.fill(shape, {
      rgb: [72, 166, 196],
      fine: 0.03,
      mid: 0.06,
      tag: TAG.pool,
      height: 0,
    }),
  );
  s.features.add('swimming pool', shape, 'blue');
}

export function parking(s: Scene, w: number, h: number): void {
  if (!free(s, 0, 0, w, h)) return;
  s.paint.fill(rect(0, 0, w, h), {
    rgb: s.style.asphalt,
    ...GRAIN.asphalt,
    tag: TAG.paved,
    height: 0,
  });
  if (s.step < 1.8) parkingBays(s, w, h, s.rng.range(0.25, 0.85));
  s.features.add('parking lot', rect(0, 0, w, h));
}

export function green(s: Scene, w: number, h: number): void {
  lawn(s, 0, 0, w, h);
  scatter(s, Math.min(400, (w * h) / 70), w, h, [2, 5]);
}

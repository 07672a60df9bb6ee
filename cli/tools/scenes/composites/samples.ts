import type { Scene } from '../core/scene';
import { openLand } from '../parts/ground';
import { noteTrees } from '../parts/vegetation';
import { airfield } from './airfield';
import { coast } from './coast';
import type { Sample } from './layout';
import { riverTown } from './rivertown';
import { suburb } from './suburb';
import { valley } from './valley';
import { works } from './works';

/** The large samples, by file name. Each is laid out in a frame at its middle. */
export const SAMPLES: Record<string, Sample> = {
  'river-town': riverTown,
  airfield,
  coast,
  works,
  suburb,
  valley,
};

/** Draws a sample in a frame at the scene's middle, a little turned, and notes its trees. */
export function drawSample(s: Scene, sample: Sample): void {
  openLand(s, 0.15);
  s.paint.within(s.extent / 2, s.extent / 2, s.rng.range(-0.3, 0.3), () => sample.draw(s));
  noteTrees(s);
}

import { blob, rect, roundRect } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { fabric, townOf } from '../parts/fabric';
import { road } from '../parts/roads';
import { grove, treeLine } from '../parts/vegetation';
import { parkingBays } from '../parts/vehicles';
import { BUILDABLE } from '../parts/walls';

/** What lies around a sports ground: trees, a road, a car park, houses. */
export function surroundings(s: Scene, keep: number, town: number): void {
  const { rng, extent: e } = s;
  const y = keep + rng.range(6, 16);
  const side = rng.chance(0.5) ? 1 : -1;
  const lot = rect(-side * (keep + 34), 0, 44, e * 0.7);
  if (rng.chance(0.5) && s.paint.free(lot, BUILDABLE)) {
    s.paint.fill(lot, {
      rgb: s.style.asphalt,
      ...GRAIN.asphalt,
      tag: TAG.paved,
      height: 0,
    });
    s.paint.within(-side * (keep + 34), 0, Math.PI / 2, () =>
      parkingBays(s, e * 0.66, 40, rng.range(0.1, 0.7)),
    );
    s.features.add('parking lot', lot);
  }
  if (rng.chance(0.75))
    road(
      s,
      [
        [-e, side * y],
        [e, side * (y + rng.range(0, 20))],
      ],
      rng.range(6, 10),
      { gap: 50 },
    );
  if (rng.chance(town))
    fabric(s, e * 1.6, {
      ...townOf(s, 0.3),
      where: (x, v) => Math.max(Math.abs(x), Math.abs(v)) > keep,
    });
  for (let i = rng.int(2, 6); i > 0; i--) {
    const a = rng.range(0, 6.3);
    grove(
      s,
      blob(Math.cos(a) * e * 0.55, Math.sin(a) * e * 0.55, e * 0.18, e * 0.12, 0.4, rng.next),
      3.3,
      rng.range(0.6, 1),
      BUILDABLE,
    );
  }
  treeLine(
    s,
    roundRect(0, 0, keep * 2.2, keep * 2.1, 20),
    rng.range(6, 10),
    [2, 4.4],
    rng.range(0.3, 0.8),
  );
}

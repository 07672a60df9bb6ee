import { mix, type Rgb } from '../core/color';
import { blob, offset, type Polygon, rect, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { plane } from './craft';
import { flatRoof } from './roofs';

/** A runway along x with threshold bars, centre line, touchdown marks and rubber. */
export function runway(s: Scene, x0: number, x1: number, y: number, width: number): void {
  s.paint.as('runway', () => drawRunway(s, x0, x1, y, width));
}

function drawRunway(s: Scene, x0: number, x1: number, y: number, width: number): void {
  const { paint } = s;
  const rgb = mix(s.style.asphalt, [92, 92, 94], 0.5);
  const line: Polygon = [
    [x0, y],
    [x1, y],
  ];
  paint.fill(strip(line, width + 14), {
    rgb: mix(rgb, s.style.concrete, 0.3),
    ...GRAIN.asphalt,
    tag: TAG.paved,
    height: 0,
  });
  paint.fill(strip(line, width), {
    rgb,
    ...GRAIN.asphalt,
    tag: TAG.paved,
    height: 0,
    tone: (_, v) => 1 - 0.12 * Math.exp(-(((v - y) / 6) ** 2)),
  });
  const white: Rgb = [220, 220, 214];
  for (const d of [-1, 1])
    paint.fill(strip(offset(line, (d * (width - 2)) / 2), Math.max(0.9, s.step * 0.5)), {
      rgb: white,
      alpha: 0.6,
    });
  for (let x = x0 + 60; x < x1 - 60; x += 60)
    paint.fill(rect(x, y, 30, Math.max(0.9, s.step * 0.5)), {
      rgb: white,
      alpha: 0.8,
    });
  for (const [x, k] of [
    [x0, 1],
    [x1, -1],
  ] as const) {
    for (let i = -4; i <= 4; i++)
      if (i !== 0)
        paint.fill(rect(x + k * 22, y + (i * width) / 10, 30, width * 0.05), {
          rgb: white,
        });
    for (const d of [-1, 1])
      paint.fill(rect(x + k * 320, y + d * width * 0.22, 45, 6), {
        rgb: white,
      });
  }
  s.features.add('runway', strip(line, width));
}

/** A service vehicle, a stair, a row of carts: what stands about an aircraft. */
function groundCrew(s: Scene, x: number, y: number, reach: number): void {
  for (let i = s.rng.int(2, 6); i > 0; i--) {
    s.paint.as('service vehicle', () =>
      s.paint.fill(
        rect(
          x + s.rng.range(-1, 1) * reach,
          y + s.rng.range(-1, 1) * reach,
          s.rng.range(3, 9),
          2.4,
          s.rng.range(0, 3),
        ),
        {
          rgb: s.rng.pick<Rgb>([
            [220, 218, 210],
            [190, 160, 80],
            [120, 130, 150],
            [90, 90, 92],
          ]),
          height: 2,
          tag: TAG.object,
        },
      ),
    );
  }
}

/** A parked airliner on its stand: lead-in line, stains, bridge, vehicles. Nose towards -y of the frame. */
export function stand(s: Scene, x: number, y: number, span: number, bridge: boolean): void {
  const { rng } = s;
  s.paint.fill(
    strip(
      [
        [x, y - span * 0.5],
        [x, y + span * 0.9],
      ],
      Math.max(0.4, s.step * 0.4),
    ),
    { rgb: [200, 176, 90], alpha: 0.7 },
  );
  s.paint.fill(blob(x, y, span * 0.12, span * 0.3, 0.3, rng.next, 16), {
    rgb: [84, 82, 80],
    alpha: 0.35,
  });
  if (rng.chance(0.2)) return;
  if (bridge) {
    s.paint.fill(
      strip(
        [
          [x + span * 0.28, y - span * 0.72],
          [x + span * 0.22, y - span * 0.5],
          [x + 3, y - span * 0.4],
        ],
        3.6,
      ),
      { rgb: [196, 196, 194], tag: TAG.building, height: 5 },
    );
  }
  groundCrew(s, x, y, span * 0.45);
  plane(s, x, y, -Math.PI / 2 + rng.normal() * 0.02, span * rng.range(0.92, 1.06));
}

/** A terminal pier along x around the origin, aircraft nose-in on both sides. */
export function pier(s: Scene, l: number, roof: Rgb): void {
  const { rng } = s;
  const w = rng.range(18, 30);
  const span = rng.pick([34, 34, 36, 60]);
  for (const turn of [0, Math.PI]) {
    s.paint.within(0, 0, turn, () => {
      for (let x = -l / 2 + span / 2; x < l / 2 - span * 0.3; x += span * rng.range(1.1, 1.25)) {
        stand(s, x, w / 2 + span * 0.66, span, true);
      }
    });
  }
  const foot = rect(0, 0, l, w);
  flatRoof(s, foot, 12, roof, 2.5);
  s.features.add('terminal', foot);
}

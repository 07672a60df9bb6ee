import { mix, type Rgb, scale } from '../core/color';
import { along, offset, type Polygon, rect, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

/** A bed of `count` parallel tracks along a line; returns their middle lines. */
export function tracks(s: Scene, line: Polygon, count: number, pitch: number): Polygon[] {
  return s.paint.as('railway', () => drawTracks(s, line, count, pitch));
}

function drawTracks(s: Scene, line: Polygon, count: number, pitch: number): Polygon[] {
  const { paint, rng } = s;
  const ballast = mix(
    s.style.asphalt,
    rng.pick<Rgb>([
      [128, 112, 98],
      [142, 132, 120],
      [112, 108, 106],
    ]),
    0.7,
  );
  paint.fill(strip(line, count * pitch + 3), {
    rgb: ballast,
    fine: 0.1,
    mid: 0.12,
    big: 0.12,
    tag: TAG.rail,
    height: 0,
  });
  return Array.from({ length: count }, (_, i) => {
    const path = offset(line, (i - (count - 1) / 2) * pitch);
    const rust = scale(mix(ballast, [104, 88, 76], 0.5), rng.range(0.68, 1));
    paint.fill(strip(path, 2.5), {
      rgb: rust,
      fine: 0.1,
      mid: 0.1,
      alpha: 0.75,
    });
    const thin = Math.max(0.16, s.step * 0.3);
    for (const d of [-0.75, 0.75]) {
      paint.fill(strip(offset(path, d), thin), {
        rgb: [176, 170, 164],
        alpha: s.step < 0.7 ? 0.75 : 0.4,
      });
    }
    return path;
  });
}

const COATS: readonly Rgb[] = [
  [206, 206, 202],
  [80, 104, 150],
  [150, 62, 54],
  [88, 110, 92],
  [120, 116, 112],
  [60, 90, 84],
  [176, 160, 120],
];

/** A train of coaches or wagons along a track. */
export function train(s: Scene, path: Polygon, start: number, cars: number): void {
  s.paint.as('train', () => drawTrain(s, path, start, cars));
}

function drawTrain(s: Scene, path: Polygon, start: number, cars: number): void {
  const { paint, rng } = s;
  const l = rng.pick([20, 24, 26, 14]);
  const mixed = l === 14;
  const coat = rng.pick(COATS);
  const places = along(path, l + 1, start).slice(0, cars);
  for (const p of places) {
    const rgb = mixed ? rng.pick(COATS) : coat;
    paint.fill(rect(p.x, p.y, l, 2.9, p.angle), {
      rgb: scale(rgb, 0.85),
      ...GRAIN.metal,
      tag: TAG.object,
      height: 4,
    });
    paint.fill(rect(p.x, p.y, l * 0.98, 1.7, p.angle), {
      rgb: scale(rgb, 1.1),
      fine: 0.03,
      height: 4.2,
    });
  }
  const first = places[0];
  const last = places[places.length - 1];
  if (first && last && places.length > 1) {
    s.features.add(
      'train',
      strip(
        [
          [first.x, first.y],
          [last.x, last.y],
        ],
        3,
      ),
    );
  }
}

/** A platform beside a track, roofed for part of its length. */
export function platform(
  s: Scene,
  path: Polygon,
  width: number,
  from: number,
  to: number,
  rgb: Rgb,
): void {
  const { paint, rng } = s;
  const places = along(path, 10).filter((p) => p.at >= from && p.at <= to);
  if (places.length < 2) return;
  const line = places.map((p): [number, number] => [p.x, p.y]);
  paint.fill(strip(line, width), {
    rgb: s.style.concrete,
    ...GRAIN.concrete,
    tag: TAG.rail,
    height: 1,
  });
  const a = Math.floor(line.length * rng.range(0, 0.15));
  const b = Math.ceil(line.length * rng.range(0.75, 1));
  const roof = line.slice(a, b);
  if (roof.length < 2) return;
  paint.fill(strip(roof, width * 0.8), {
    rgb,
    ...GRAIN.roof,
    tag: TAG.building,
    height: 5,
  });
  paint.fill(strip(roof, Math.max(0.3, s.step * 0.5)), {
    rgb: scale(rgb, 0.82),
    alpha: 0.7,
  });
}

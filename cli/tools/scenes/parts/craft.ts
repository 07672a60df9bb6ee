import { type Rgb, scale } from '../core/color';
import { type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

/**
 * An airliner or a light aircraft, nose along +x of `angle`.
 * @param span wing span, metres (34 a narrow body, 62 a wide body, 11 a light aircraft)
 */
export function plane(s: Scene, x: number, y: number, angle: number, span: number): void {
  s.paint.as('plane', () => drawPlane(s, x, y, angle, span));
}

function drawPlane(s: Scene, x: number, y: number, angle: number, span: number): void {
  const { paint, rng } = s;
  const l = span * (span > 20 ? 1.08 : 0.8);
  const white: Rgb = rng.chance(0.85)
    ? [234, 235, 236]
    : rng.pick<Rgb>([
        [190, 200, 214],
        [206, 196, 178],
        [150, 164, 186],
      ]);
  const f = l * 0.055;
  paint.within(x, y, angle, () => {
    const wing = (k: number): Polygon => [
      [l * 0.12, k * f],
      [-l * 0.16, (k * span) / 2],
      [-l * 0.2, (k * span) / 2],
      [-l * 0.1, k * f],
    ];
    const straight = (k: number): Polygon => [
      [l * 0.16, k * f * 0.8],
      [l * 0.12, (k * span) / 2],
      [0, (k * span) / 2],
      [-l * 0.03, k * f * 0.8],
    ];
    const tail = (k: number): Polygon => [
      [-l * 0.36, k * f * 0.5],
      [-l * 0.45, k * span * 0.18],
      [-l * 0.485, k * span * 0.18],
      [-l * 0.45, k * f * 0.4],
    ];
    const metal = { ...GRAIN.metal, tag: TAG.object };
    for (const k of [-1, 1]) {
      paint.fill(span > 20 ? wing(k) : straight(k), {
        rgb: scale(white, 0.9),
        ...metal,
        height: 4,
      });
      paint.fill(tail(k), { rgb: scale(white, 0.92), ...metal, height: 5 });
      if (span > 20) {
        for (const e of span > 50 ? [0.2, 0.34] : [0.19]) {
          const ex = l * (0.1 - e * 0.5);
          paint.fill(rect(ex + l * 0.03, k * span * e, l * 0.075, l * 0.035), {
            rgb: [168, 172, 178],
            ...metal,
            height: 3,
          });
        }
      }
    }
    const body: Polygon = [
      [l * 0.5, 0],
      [l * 0.47, f * 0.6],
      [l * 0.4, f],
      [-l * 0.3, f],
      [-l * 0.48, f * 0.25],
      [-l * 0.48, -f * 0.25],
      [-l * 0.3, -f],
      [l * 0.4, -f],
      [l * 0.47, -f * 0.6],
    ];
    const round = (_: number, py: number) => 1 - 0.16 * Math.abs(py / f);
    paint.fill(body, { rgb: white, ...metal, height: 6, tone: round });
    const fin = rng.pick<Rgb>([
      [60, 84, 140],
      [168, 60, 54],
      [210, 208, 204],
      [60, 110, 90],
      [90, 92, 110],
    ]);
    paint.fill(
      [
        [-l * 0.36, 0.3],
        [-l * 0.49, 0.5],
        [-l * 0.49, -0.5],
        [-l * 0.36, -0.3],
      ],
      {
        rgb: fin,
        height: span > 20 ? 11 : 3,
        tag: TAG.object,
      },
    );
    s.features.add('plane', [
      [l * 0.5, 0],
      [l * 0.12, f * 1.4],
      [-l * 0.16, span / 2],
      [-l * 0.22, span / 2],
      [-l * 0.36, f],
      [-l * 0.47, span * 0.18],
      [-l * 0.49, 0],
      [-l * 0.47, -span * 0.18],
      [-l * 0.36, -f],
      [-l * 0.22, -span / 2],
      [-l * 0.16, -span / 2],
      [l * 0.12, -f * 1.4],
    ]);
  });
}

/** A hull seen from above, bow along +x. */
const hull = (l: number, w: number): Polygon => [
  [l / 2, 0],
  [l * 0.36, w * 0.34],
  [l * 0.12, w / 2],
  [-l * 0.46, w * 0.44],
  [-l / 2, w * 0.3],
  [-l / 2, -w * 0.3],
  [-l * 0.46, -w * 0.44],
  [l * 0.12, -w / 2],
  [l * 0.36, -w * 0.34],
];

/** A yacht or motor boat. `l` its length, 5 to 25 m. */
export function boat(s: Scene, x: number, y: number, angle: number, l: number): void {
  s.paint.as('boat', () => drawBoat(s, x, y, angle, l));
}

function drawBoat(s: Scene, x: number, y: number, angle: number, l: number): void {
  const { paint, rng } = s;
  paint.within(x, y, angle, () => {
    const w = l * rng.range(0.27, 0.36);
    const rgb: Rgb = rng.chance(0.85)
      ? [232, 232, 228]
      : rng.pick<Rgb>([
          [80, 100, 140],
          [150, 140, 120],
          [120, 70, 60],
        ]);
    paint.fill(hull(l, w), { rgb, fine: 0.05, tag: TAG.object, height: 1.4 });
    if (l * paint.perMetre > 7) {
      const deck = rng.pick<Rgb>([
        [176, 150, 116],
        [200, 198, 190],
        [150, 150, 150],
        [70, 92, 130],
      ]);
      paint.fill(rect(-l * 0.24, 0, l * 0.3, w * 0.6), {
        rgb: deck,
        height: 1.2,
      });
      paint.fill(rect(l * 0.08, 0, l * 0.26, w * 0.5), {
        rgb: scale(rgb, 0.94),
        height: 2.6,
      });
      paint.fill(rect(l * 0.19, 0, l * 0.06, w * 0.46), { rgb: [40, 48, 58] });
      if (rng.chance(0.4))
        paint.fill(rect(0, 0, l * 0.8, Math.max(0.2, s.step * 0.4)), {
          rgb: [210, 210, 210],
          alpha: 0.6,
        });
    }
    s.features.add('boat', hull(l, w));
  });
}

/** A cargo ship or barge, 40 to 250 m. */
export function ship(s: Scene, x: number, y: number, angle: number, l: number): void {
  s.paint.as('ship', () => drawShip(s, x, y, angle, l));
}

function drawShip(s: Scene, x: number, y: number, angle: number, l: number): void {
  const { paint, rng } = s;
  paint.within(x, y, angle, () => {
    const w = l * rng.range(0.14, 0.18);
    const deck = rng.pick<Rgb>([
      [140, 70, 58],
      [96, 104, 110],
      [110, 84, 70],
      [80, 110, 96],
      [150, 146, 138],
    ]);
    paint.fill(hull(l, w), {
      rgb: scale(deck, 0.7),
      ...GRAIN.metal,
      tag: TAG.object,
      height: 6,
    });
    paint.fill(hull(l * 0.96, w * 0.86), {
      rgb: deck,
      ...GRAIN.roof,
      height: 5,
    });
    const holds = rng.int(3, 7);
    const cargo = rng.chance(0.4);
    for (let i = 0; i < holds; i++) {
      const cx = -l * 0.26 + (i * l * 0.62) / holds;
      const len = (l * 0.62) / holds - 2;
      if (cargo) {
        for (let k = -2; k <= 2; k++) {
          paint.fill(rect(cx, k * w * 0.15, len, w * 0.13), {
            rgb: rng.pick<Rgb>([
              [150, 70, 56],
              [70, 96, 140],
              [170, 168, 160],
              [84, 120, 92],
              [176, 128, 70],
            ]),
            height: rng.range(8, 14),
          });
        }
      } else {
        paint.fill(rect(cx, 0, len * 0.8, w * 0.56), {
          rgb: scale(deck, rng.range(1.1, 1.4)),
          height: 7,
        });
      }
    }
    paint.fill(rect(-l * 0.41, 0, l * 0.1, w * 0.8), {
      rgb: [222, 222, 218],
      ...GRAIN.metal,
      height: 16,
    });
    s.features.add('ship', hull(l, w));
  });
}

import { mix, type Rgb, scale } from '../core/color';
import { arc, ellipse, type Polygon, rect, roundRect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

const WHITE: Rgb = [222, 224, 214];

/** A line on a pitch, never thinner than shows. */
function line(s: Scene, path: Polygon, alpha = 0.75): void {
  s.paint.fill(strip(path, Math.max(0.2, s.step * 0.5)), { rgb: WHITE, alpha });
}

export function ring(s: Scene, path: Polygon, alpha = 0.75): void {
  line(s, [...path, path[0] as readonly [number, number]], alpha);
}

export interface PitchOptions {
  /** Artificial turf is even and dark; grass is mown in stripes. */
  rgb?: Rgb;
  stripes?: number;
  name?: string;
}

/** A football field of w·h around the frame's origin, goals at ±w/2. */
export function footballField(s: Scene, w: number, h: number, o: PitchOptions = {}): void {
  s.paint.as(o.name ?? 'football field', () => drawFootballField(s, w, h, o));
}

function drawFootballField(s: Scene, w: number, h: number, o: PitchOptions): void {
  const { rng } = s;
  const rgb =
    o.rgb ??
    mix(
      s.style.grass,
      rng.pick<Rgb>([
        [78, 122, 62],
        [66, 104, 66],
        [104, 134, 70],
      ]),
      0.7,
    );
  const band = w / (o.stripes ?? rng.int(8, 16));
  const mown = rng.chance(0.5) ? rng.range(0.03, 0.1) : 0;
  s.paint.fill(rect(0, 0, w + 6, h + 6), {
    rgb,
    ...GRAIN.lawn,
    tag: TAG.pitch,
    height: 0,
  });
  s.paint.fill(rect(0, 0, w, h), {
    rgb,
    ...GRAIN.lawn,
    tone: (x) => (Math.floor((x + w) / band) % 2 ? 1 + mown : 1 - mown),
  });
  const faint = rng.range(0.35, 0.85);
  ring(s, rect(0, 0, w, h), faint);
  line(
    s,
    [
      [0, -h / 2],
      [0, h / 2],
    ],
    faint,
  );
  ring(s, ellipse(0, 0, h * 0.135), faint);
  for (const k of [-1, 1]) {
    ring(s, rect(k * (w / 2 - w * 0.078), 0, w * 0.156, h * 0.59), faint);
    ring(s, rect(k * (w / 2 - w * 0.026), 0, w * 0.052, h * 0.27), faint);
  }
  s.features.add(o.name ?? 'football field', rect(0, 0, w, h), 'green');
}

/** A running track of eight lanes around a football field; `scale` 1 is the 400 m standard. */
export function track(s: Scene, k: number, rgb?: Rgb, pitch = true): void {
  s.paint.as('running track', () => drawTrack(s, k, rgb, pitch));
}

function drawTrack(s: Scene, k: number, rgb: Rgb | undefined, pitch: boolean): void {
  const { rng, paint } = s;
  const red =
    rgb ??
    rng.pick<Rgb>([
      [168, 88, 70],
      [182, 96, 74],
      [150, 84, 76],
      [190, 112, 88],
      [158, 74, 66],
    ]);
  const w = 176.9 * k;
  const h = 92.5 * k;
  const lane = 1.22 * k;
  const shape = roundRect(0, 0, w, h, h / 2);
  paint.fill(roundRect(0, 0, w + 5, h + 5, h / 2 + 2.5), {
    rgb: scale(red, 0.9),
    ...GRAIN.asphalt,
    tag: TAG.pitch,
    height: 0,
  });
  paint.fill(shape, {
    rgb: red,
    fine: 0.03,
    mid: 0.05,
    big: 0.05,
    tag: TAG.pitch,
    height: 0,
  });
  if (lane > 1.2 * s.step) {
    for (let i = 1; i < 8; i++) {
      const d = 2 * lane * i;
      ring(s, roundRect(0, 0, w - d, h - d, (h - d) / 2), 0.4);
    }
  }
  const inW = w - 16 * lane;
  const inH = h - 16 * lane;
  const field = roundRect(0, 0, inW, inH, inH / 2);
  paint.fill(field, {
    rgb: rng.chance(0.4) ? red : s.style.grass,
    ...GRAIN.lawn,
    tag: TAG.pitch,
  });
  s.features.add('playground', shape);
  if (pitch) footballField(s, 100 * k, 62 * k);
}

/** A tennis or basketball court of w·h around the origin. */
export function court(s: Scene, kind: 'tennis' | 'basketball', rgb?: Rgb): void {
  s.paint.as(`${kind} court`, () => drawCourt(s, kind, rgb));
}

function drawCourt(s: Scene, kind: 'tennis' | 'basketball', rgb: Rgb | undefined): void {
  const [w, h] = kind === 'tennis' ? [36, 18] : [30, 17];
  const { rng } = s;
  const outer =
    rgb ??
    rng.pick<Rgb>([
      [84, 126, 92],
      [92, 116, 150],
      [150, 92, 76],
      [76, 110, 82],
    ]);
  const inner = rng.pick<Rgb>([
    [70, 106, 150],
    [160, 96, 80],
    [88, 128, 92],
    [62, 92, 128],
  ]);
  s.paint.fill(rect(0, 0, w, h), {
    rgb: outer,
    fine: 0.03,
    mid: 0.04,
    tag: TAG.pitch,
    height: 0,
  });
  const [iw, ih] = kind === 'tennis' ? [23.8, 11] : [28, 15];
  s.paint.fill(rect(0, 0, iw, ih), { rgb: inner, fine: 0.03 });
  if (s.step < 1.2) {
    ring(s, rect(0, 0, iw, ih), 0.7);
    line(
      s,
      [
        [0, -ih / 2],
        [0, ih / 2],
      ],
      0.6,
    );
    if (kind === 'tennis')
      line(
        s,
        [
          [-6.4, 0],
          [6.4, 0],
        ],
        0.6,
      );
    else ring(s, ellipse(0, 0, 1.8), 0.6);
  }
  s.features.add(`${kind} court`, rect(0, 0, w, h));
}

/**
 * A baseball field: home at the origin, outfield towards +x+y between the foul lines at 0 and 90 degrees.
 * @param side distance between the bases, metres (27.4 in the major leagues, 18 on small grounds)
 * @param reach radius of the outfield
 * @param skinned the infield is bare clay, without grass
 */
export function baseball(
  s: Scene,
  side: number,
  reach: number,
  skinned: boolean,
  fence: boolean,
): void {
  s.paint.as('baseball field', () => drawBaseball(s, side, reach, skinned, fence));
}

function drawBaseball(
  s: Scene,
  side: number,
  reach: number,
  skinned: boolean,
  fence: boolean,
): void {
  const { rng, paint } = s;
  const clay = rng.pick<Rgb>([
    [188, 132, 92],
    [178, 120, 86],
    [196, 150, 112],
    [168, 108, 78],
    [200, 128, 88],
  ]);
  const green = mix(s.style.grass, [84, 128, 58], rng.range(0.2, 0.7));
  const q = Math.PI / 2;
  const out: Polygon = [[0, 0], ...arc(0, 0, reach, -0.02, q + 0.02, 30)];
  const track: Polygon = [[-6, -6], ...arc(0, 0, reach + 4, -0.05, q + 0.05, 30)];
  if (fence) {
    paint.fill(track, { rgb: clay, ...GRAIN.soil, tag: TAG.pitch, height: 0 });
  }
  const mow = rng.chance(0.5) ? rng.range(0.03, 0.09) : 0;
  const band = rng.range(5, 9);
  const diagonal = rng.chance(0.5);
  paint.fill(out, {
    rgb: green,
    ...GRAIN.lawn,
    tag: TAG.pitch,
    height: 0,
    tone: (x, y) => 1 + mow * (Math.floor(((diagonal ? x + y : x - y) + 1000) / band) % 2 ? 1 : -1),
  });
  const arcR = side * 1.05;
  const c = side * 0.56;
  const infield: Polygon = [
    [-side * 0.16, -side * 0.16],
    [c + arcR * 0.62, -side * 0.1],
    ...arc(c, c, arcR, -0.72, q + 0.72, 24),
    [-side * 0.1, c + arcR * 0.62],
  ];
  paint.fill(infield, {
    rgb: clay,
    fine: 0.05,
    mid: 0.1,
    big: 0.05,
    tag: TAG.pitch,
  });
  paint.fill(ellipse(0, 0, side * 0.3), {
    rgb: clay,
    fine: 0.05,
    mid: 0.08,
    tag: TAG.pitch,
  });
  if (!skinned) {
    const d = side * 0.5;
    paint.fill(rect(d, d, side * 0.86, side * 0.86), {
      rgb: green,
      ...GRAIN.lawn,
    });
    paint.fill(ellipse(0, 0, side * 0.17), {
      rgb: clay,
      fine: 0.05,
      mid: 0.08,
    });
    paint.fill(ellipse(d, d, side * 0.1), { rgb: clay, fine: 0.05 });
  }
  if (s.step < 0.9) {
    line(
      s,
      [
        [0, 0],
        [reach, 0],
      ],
      0.55,
    );
    line(
      s,
      [
        [0, 0],
        [0, reach],
      ],
      0.55,
    );
  }
  s.features.add('baseball field', out);
}

/** Rows of seats on a terrace. */
export function stand(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  rgb: Rgb,
): void {
  s.paint.as('grandstand', () =>
    s.paint.within(x, y, angle, () => {
      s.paint.fill(rect(0, 0, w, d), {
        rgb,
        fine: 0.1,
        mid: 0.06,
        tag: TAG.building,
        height: (_, py) => 1 + ((d / 2 - py) / d) * d * 0.4,
        tone: (_, py) => (Math.floor((py + d) / 1.6) % 2 ? 0.88 : 1.06),
        on: tags(TAG.ground, TAG.grass, TAG.bare, TAG.yard, TAG.paved, TAG.pitch),
      });
    }),
  );
}

import { type Rgb, scale } from '../core/color';
import { ellipse, type Polygon, rect, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { lean } from './walls';

/**
 * A storage tank: drum, rim, a roof that is a shallow cone or floats sunk inside the wall (its far side in shadow).
 * @param r radius, metres
 */
export function storageTank(
  s: Scene,
  x: number,
  y: number,
  r: number,
  rgb: Rgb,
  floating: boolean,
  adjective: string,
): void {
  s.paint.as('storage tank', () => drawStorageTank(s, x, y, r, rgb, floating, adjective));
}

function drawStorageTank(
  s: Scene,
  x: number,
  y: number,
  r: number,
  rgb: Rgb,
  floating: boolean,
  adjective: string,
): void {
  const { paint, sun, rng } = s;
  const h = Math.min(20, Math.max(5, r * rng.range(0.55, 1.1)));
  const [lx, ly] = lean(s);
  const n = Math.max(16, Math.min(40, Math.round(r * paint.perMetre)));
  const base = ellipse(x, y, r, r, n);
  const side: Polygon[] = [];
  const steps = Math.ceil((Math.hypot(lx, ly) * h * paint.perMetre) / 1.2);
  for (let i = 0; i < steps; i++) {
    const z = (h * i) / steps;
    side.push(ellipse(x + lx * z, y + ly * z, r, r, n));
  }
  side.forEach((shape, i) => {
    paint.fill(shape, {
      rgb: scale(rgb, 0.62),
      tag: TAG.building,
      height: (h * i) / steps,
    });
  });
  const cx = x + lx * h;
  const cy = y + ly * h;
  const a = paint.angle;
  const sx = sun.x * Math.cos(a) + sun.y * Math.sin(a);
  const sy = sun.y * Math.cos(a) - sun.x * Math.sin(a);
  const rim = Math.max(0.5, r * 0.05);
  paint.fill(ellipse(cx, cy, r, r, n), {
    rgb: scale(rgb, 1.06),
    ...GRAIN.metal,
    tag: TAG.building,
    height: h,
  });
  if (floating) {
    const deep = h * rng.range(0.15, 0.7);
    const dull = scale(rgb, rng.range(0.62, 0.95));
    paint.fill(ellipse(cx, cy, r - rim, r - rim, n), {
      rgb: dull,
      fine: 0.03,
      mid: 0.12,
      big: 0.05,
      height: h - deep,
    });
    if (r > 10)
      paint.fill(ellipse(cx, cy, r * 0.5, r * 0.5, n), {
        rgb: scale(dull, 0.94),
        alpha: 0.5,
      });
  } else {
    paint.fill(ellipse(cx, cy, r - rim, r - rim, n), {
      rgb,
      fine: 0.02,
      mid: 0.05,
      height: (px, py) => h + (1 - Math.hypot(px - cx, py - cy) / r) * r * 0.12,
      tone: (px, py) => 0.97 + (0.12 * ((px - cx) * sx + (py - cy) * sy)) / r,
    });
    paint.fill(ellipse(cx, cy, Math.max(0.6, r * 0.07)), {
      rgb: scale(rgb, 0.75),
      height: h + 1.5,
    });
  }
  s.features.add('storage tank', base, adjective);
}

/** A pipe rack along a line. */
export function pipes(s: Scene, line: Polygon, width: number): void {
  s.paint.as('pipeline', () => drawPipes(s, line, width));
}

function drawPipes(s: Scene, line: Polygon, width: number): void {
  const rgb: Rgb = [168, 166, 160];
  s.paint.fill(strip(line, width), {
    rgb: [112, 108, 102],
    ...GRAIN.concrete,
    height: 0.3,
    tag: TAG.object,
  });
  const count = Math.max(1, Math.floor(width / 0.9));
  for (let i = 0; i < count; i++) {
    const d = ((i + 0.5) / count - 0.5) * width;
    const path = line.map(([x, y], k) => {
      const [u, v] = line[Math.min(k + 1, line.length - 1)] as readonly [number, number];
      const [p, q] = line[Math.max(0, k - 1)] as readonly [number, number];
      const len = Math.hypot(u - p, v - q) || 1;
      return [x - ((v - q) / len) * d, y + ((u - p) / len) * d] as const;
    });
    s.paint.fill(strip(path, 0.45), {
      rgb: scale(rgb, s.rng.range(0.8, 1.25)),
      height: 1.2,
      tag: TAG.object,
    });
  }
}

/** Stacked containers in rows in a w·h rectangle around the origin. */
export function containers(s: Scene, w: number, h: number): void {
  s.paint.as('shipping container', () => drawContainers(s, w, h));
}

function drawContainers(s: Scene, w: number, h: number): void {
  const { rng, paint } = s;
  const colors: readonly Rgb[] = [
    [150, 70, 56],
    [70, 96, 140],
    [170, 168, 160],
    [84, 120, 92],
    [176, 128, 70],
    [110, 62, 58],
  ];
  for (let y = -h / 2 + 2; y < h / 2 - 1; y += rng.chance(0.16) ? 9 : 2.7) {
    for (let x = -w / 2 + 6.2; x < w / 2 - 6; x += 12.6) {
      if (rng.chance(0.12)) continue;
      paint.fill(rect(x, y, 12.1, 2.4), {
        rgb: scale(rng.pick(colors), rng.range(0.85, 1.15)),
        ...GRAIN.metal,
        tag: TAG.object,
        height: 2.6 * rng.int(1, 4),
      });
    }
  }
}

/** A chimney: a thin, tall ring whose long shadow tells of it. */
export function chimney(s: Scene, x: number, y: number): void {
  s.paint.as('chimney', () => drawChimney(s, x, y));
}

function drawChimney(s: Scene, x: number, y: number): void {
  const h = s.rng.range(30, 70);
  const [lx, ly] = lean(s);
  const r = s.rng.range(1.5, 3);
  for (let i = 0; i <= 14; i++) {
    const z = (h * i) / 14;
    s.paint.fill(ellipse(x + lx * z, y + ly * z, r * (1.3 - 0.3 * (i / 14)), undefined, 14), {
      rgb: i % 4 > 1 ? [188, 180, 172] : [176, 120, 108],
      tag: TAG.building,
      height: z,
    });
  }
  s.paint.fill(ellipse(x + lx * h, y + ly * h, r * 0.6, undefined, 12), {
    rgb: [50, 48, 46],
    height: h,
  });
  s.features.add('chimney', ellipse(x, y, r * 1.3, undefined, 14));
}

import { mix, type Rgb } from '../core/color';
import { type Polygon, smooth, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';

/** Still water in a polygon, with a darker or greener middle and a damp rim. */
export function pond(s: Scene, shape: Polygon, rgb: Rgb = s.style.waterColor, rim?: Rgb): void {
  const p = s.paint;
  if (rim) {
    p.fill(grown(shape, 1 + 0.05 + 2 / s.extent), {
      rgb: rim,
      ...GRAIN.soil,
      tag: TAG.bare,
      height: 0,
      alpha: 0.9,
    });
  }
  const shallow = mix(rgb, [120, 122, 92], 0.3);
  p.fill(shape, { rgb: shallow, ...GRAIN.water, tag: TAG.water, height: 0 });
  const step = 0.985;
  for (let k = 1; k <= 4; k++) {
    p.fill(grown(shape, step ** (k * 1.6)), {
      rgb: mix(shallow, rgb, k / 4),
      alpha: 0.7,
    });
  }
}

/** The polygon scaled about its mean. */
export function grown(shape: Polygon, k: number): Polygon {
  let cx = 0;
  let cy = 0;
  for (const [x, y] of shape) {
    cx += x / shape.length;
    cy += y / shape.length;
  }
  return shape.map(([x, y]) => [cx + (x - cx) * k, cy + (y - cy) * k] as const);
}

export interface River {
  line: Polygon;
  width: number;
  shape: Polygon;
}

/**
 * A river along x across a frame of side `span` (origin in the middle).
 * @param bend 0 straight .. 1 meanders of about the span's half
 */
export function riverCourse(s: Scene, span: number, width: number, bend: number): River {
  const { rng } = s;
  const n = 7;
  const phase = rng.range(0, 6.3);
  const f = rng.range(0.7, 1.5);
  const points = Array.from({ length: n }, (_, i) => {
    const t = i / (n - 1) - 0.5;
    const y =
      Math.sin(t * f * 2 * Math.PI + phase) * bend * span * 0.22 +
      rng.normal() * bend * span * 0.04;
    return [t * span * 1.3, y] as const;
  });
  const line = smooth(points, 14);
  const p2 = rng.range(0, 6.3);
  const ragged = line.map(
    (_, i) => width * (1 + 0.12 * Math.sin(i * 0.21 + p2) + 0.012 * Math.sin(i * 0.9)),
  );
  const left: [number, number][] = [];
  const right: [number, number][] = [];
  line.forEach(([x, y], i) => {
    const [ax, ay] = line[Math.max(0, i - 1)] as readonly [number, number];
    const [bx, by] = line[Math.min(line.length - 1, i + 1)] as readonly [number, number];
    const len = Math.hypot(bx - ax, by - ay) || 1;
    const h = (ragged[i] as number) / 2;
    left.push([x + ((by - ay) / len) * h, y - ((bx - ax) / len) * h]);
    right.push([x - ((by - ay) / len) * h, y + ((bx - ax) / len) * h]);
  });
  return { line, width, shape: [...left, ...right.reverse()] };
}

/** Draws the river: bank, shallow edge, stream. */
export function river(s: Scene, r: River, bank: Rgb = s.style.soil): void {
  const p = s.paint;
  const rgb = s.style.waterColor;
  p.fill(strip(r.line, r.width * 1.18 + 3), {
    rgb: bank,
    ...GRAIN.soil,
    tag: TAG.bare,
    height: 0,
    alpha: 0.85,
  });
  p.fill(r.shape, {
    rgb: mix(rgb, [130, 124, 96], 0.25),
    ...GRAIN.water,
    tag: TAG.water,
    height: 0,
  });
  for (let k = 1; k <= 3; k++) {
    p.fill(strip(r.line, r.width * (0.95 - 0.1 * k)), {
      rgb: mix(rgb, [130, 124, 96], 0.25 - k * 0.07),
      alpha: 0.6,
    });
  }
}

/** Fine ripples for open water, crests across the wind. */
export function ripples(s: Scene, wave: number, amount: number): (x: number, y: number) => number {
  const a = s.rng.range(0, 6.3);
  const c = Math.cos(a);
  const q = Math.sin(a);
  const seen = wave > 2 * s.step ? amount : 0;
  return (x, y) => {
    const u = x * c + y * q;
    const v = -x * q + y * c;
    return 1 + seen * Math.sin((u / wave) * 6.28 + 3 * s.noise(u / (wave * 5), v / (wave * 9)));
  };
}

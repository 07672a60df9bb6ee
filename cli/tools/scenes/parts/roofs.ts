import { mix, type Rgb, scale } from '../core/color';
import { ellipse, type Point, type Polygon, rect } from '../core/geometry';
import { TAG } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { lean, walls } from './walls';

/** A flat roof with parapet, stains and plant on it. */
export function flatRoof(
  s: Scene,
  foot: Polygon,
  h: number,
  rgb: Rgb = s.style.flatRoof(),
  clutter = 1,
): void {
  const { paint, rng } = s;
  const roof = walls(s, foot, h, mix(rgb, [190, 184, 174], 0.4));
  paint.fill(roof, {
    rgb: scale(rgb, 1.12),
    ...GRAIN.roof,
    tag: TAG.building,
    height: h + 0.6,
  });
  let cx = 0;
  let cy = 0;
  for (const [x, y] of roof) {
    cx += x / roof.length;
    cy += y / roof.length;
  }
  let r = Infinity;
  for (const [x, y] of roof) r = Math.min(r, Math.hypot(x - cx, y - cy));
  const inner = Math.max(0.5, 1 - 0.9 / Math.max(2, r * 0.75));
  const shrunk = (k: number): Polygon =>
    roof.map(([x, y]) => [cx + (x - cx) * k, cy + (y - cy) * k] as const);
  paint.fill(shrunk(inner), {
    rgb,
    fine: 0.06,
    mid: 0.12,
    big: 0.05,
    height: h,
  });
  if (s.step > 1.6 || clutter <= 0) return;
  const units = Math.round(rng.range(0.5, 1.6) * clutter * Math.min(14, 1 + (r * r) / 60));
  for (let i = 0; i < units; i++) {
    const k = Math.sqrt(rng.next()) * 0.62;
    const [ax, ay] = rng.pick(roof);
    const [bx, by] = rng.pick(roof);
    const x = cx + ((ax + bx) / 2 - cx) * k * 1.2;
    const y = cy + ((ay + by) / 2 - cy) * k * 1.2;
    const w = rng.range(1.2, Math.max(1.6, Math.min(7, r * 0.4)));
    const shade = rng.pick<Rgb>([[214, 212, 206], [150, 148, 144], [92, 92, 92], scale(rgb, 0.85)]);
    const a = edgeAngle(roof);
    paint.fill(rect(x, y, w, w * rng.range(0.5, 1.2), a), {
      rgb: shade,
      ...GRAIN.metal,
      height: h + rng.range(1, 3.2),
    });
  }
}

const edgeAngle = (p: Polygon): number => {
  const a = p[0] as Point;
  const b = p[1] as Point;
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
};

/** A pitched roof over w·d around (x, y): ridge along the longer side; hipped or gabled. */
export function pitched(
  s: Scene,
  x: number,
  y: number,
  w: number,
  d: number,
  angle: number,
  eaves: number,
  rgb: Rgb,
  hip: boolean,
): void {
  if (d > w) {
    pitched(s, x, y, d, w, angle + Math.PI / 2, eaves, rgb, hip);
    return;
  }
  const { paint } = s;
  paint.within(x, y, angle, () => {
    const [lx, ly] = lean(s);
    const at = (px: number, py: number, z: number): Point => [px + lx * z, py + ly * z];
    if (eaves > 5) walls(s, rect(0, 0, w, d), eaves, [170, 164, 152]);
    const pitch = 0.55;
    const rise = (d / 2) * pitch;
    const top = eaves + rise;
    const inset = hip ? d / 2 : 0;
    const ridgeA = at(-w / 2 + inset, 0, top);
    const ridgeB = at(w / 2 - inset, 0, top);
    const nw = at(-w / 2, -d / 2, eaves);
    const ne = at(w / 2, -d / 2, eaves);
    const se = at(w / 2, d / 2, eaves);
    const sw = at(-w / 2, d / 2, eaves);
    const fill = { fine: 0.08, mid: 0.1, big: 0.06, tag: TAG.building };
    const slope = (_: number, py: number) => top - Math.abs(py) * pitch;
    const rows = s.step < 0.6 ? (_: number, py: number) => 1 + 0.05 * Math.sin(py * 6) : undefined;
    const extra = rows ? { tone: rows } : {};
    paint.fill([nw, ne, ridgeB, ridgeA], {
      ...fill,
      ...extra,
      rgb: scale(rgb, s.light(0, -0.75)),
      height: slope,
    });
    paint.fill([sw, se, ridgeB, ridgeA], {
      ...fill,
      ...extra,
      rgb: scale(rgb, s.light(0, 0.75)),
      height: slope,
    });
    if (s.step < 0.45 && w > 7) roofClutter(s, w, d, top, pitch);
    if (hip && w * paint.perMetre > 5) {
      paint.fill([nw, sw, ridgeA], {
        ...fill,
        rgb: scale(rgb, s.light(-0.75, 0)),
      });
      paint.fill([ne, se, ridgeB], {
        ...fill,
        rgb: scale(rgb, s.light(0.75, 0)),
      });
    }
  });
}

/** Chimneys, dormers and skylights of a pitched roof, in the roof's frame. */
function roofClutter(s: Scene, w: number, d: number, top: number, pitch: number): void {
  const { rng, paint } = s;
  const [lx, ly] = lean(s);
  for (let i = rng.int(0, Math.round(w / 6)); i > 0; i--) {
    const x = rng.range(-0.42, 0.42) * w;
    const y = rng.range(-0.4, 0.4) * d;
    const z = top - Math.abs(y) * pitch;
    const dark = rng.chance(0.5);
    paint.fill(rect(x + lx * z, y + ly * z, dark ? 1.1 : 0.9, dark ? 0.8 : 0.9), {
      rgb: dark
        ? [70, 74, 80]
        : rng.pick<Rgb>([
            [150, 104, 88],
            [176, 172, 166],
            [120, 116, 112],
          ]),
      tag: TAG.building,
      ...(dark ? {} : { height: top + rng.range(0.4, 1.4) }),
    });
  }
}

/** A dome or a drum's cap, shaded as a sphere. */
export function dome(
  s: Scene,
  x: number,
  y: number,
  r: number,
  foot: number,
  rgb: Rgb,
  rise = 0.5,
): void {
  const a = s.paint.angle;
  const sx = s.sun.x * Math.cos(a) + s.sun.y * Math.sin(a);
  const sy = s.sun.y * Math.cos(a) - s.sun.x * Math.sin(a);
  const [lx, ly] = lean(s);
  const cx = x + lx * foot;
  const cy = y + ly * foot;
  s.paint.fill(ellipse(cx, cy, r), {
    rgb,
    ...GRAIN.metal,
    tag: TAG.building,
    tone: (px, py) => 0.93 + (0.55 * rise * ((px - cx) * sx + (py - cy) * sy)) / r,
    height: (px, py) => {
      const d = Math.hypot(px - cx, py - cy) / r;
      return foot + r * rise * Math.sqrt(Math.max(0, 1 - d * d));
    },
  });
}

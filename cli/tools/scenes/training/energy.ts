import { cropField } from '../categories/farmland';
import { centred } from '../categories/layout';
import { jitter, mix, type Rgb, scale } from '../core/color';
import { blob, type Point, type Polygon, rect, smooth } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { base, openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { noteTrees, scatter } from '../parts/vegetation';
import { lean } from '../parts/walls';

/** Rows of dark panels on posts, in blocks with lanes between. */
export const solarFarm: Composer = {
  extent: [64, 800],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.9), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const hue = rng.pick<Rgb>([
        [34, 42, 66],
        [28, 32, 44],
        [52, 66, 104],
        [46, 50, 60],
        [66, 84, 120],
      ]);
      const deep = rng.range(2, 7);
      const gap = deep * rng.range(0.6, 1.6);
      const bw = rng.range(40, 140);
      const bh = rng.range(30, 110);
      const reach = e * (rng.chance(0.5) ? 0.85 : rng.range(0.3, 0.5));
      for (let by = -reach; by < reach; by += bh + 7) {
        for (let bx = -reach; bx < reach; bx += bw + 7) {
          if (rng.chance(0.08)) continue;
          for (let y = by; y < by + bh - deep; y += deep + gap) {
            const foot = rect(bx + bw / 2, y + deep / 2, bw * rng.range(0.94, 1), deep);
            const rgb = jitter(hue, 5, rng.next);
            s.paint.as('solar panel', () =>
              s.paint.fill(foot, {
                rgb,
                fine: 0.03,
                mid: 0.03,
                tag: TAG.object,
                height: 1.5,
                tone: (px) => (s.step < 0.4 && ((px % 2) + 2) % 2 < 0.16 ? 1.5 : 1),
              }),
            );
            s.features.add('solar panel', foot);
          }
          s.features.add('solar farm', rect(bx + bw / 2, by + bh / 2, bw, bh));
          if (rng.chance(0.2))
            flatRoof(s, rect(bx - 3.5, by + bh / 2, 4, 8), 3, [214, 212, 206], 0);
        }
      }
      for (let i = rng.int(0, 2); i > 0; i--)
        cropField(s, rect(rng.pick([-1, 1]) * (reach + e * 0.4), 0, e * 0.7, e * 2), 0);
      road(
        s,
        [
          [-e, reach + 8],
          [e, reach + 8],
        ],
        5,
        { rgb: mix(s.style.soil, [206, 194, 170], 0.4), marks: 'none' },
      );
      scatter(s, rng.int(0, 40), e * 1.3, e * 1.3, [1.4, 3.4], tags(TAG.grass));
    });
    noteTrees(s);
  },
};

/** A shape from a broad foot to a point. */
function taper(from: Point, to: Point, half: number): Polygon {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const len = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [(-dy / len) * half, (dx / len) * half];
  return [
    [from[0] + nx, from[1] + ny],
    [to[0] + nx * 0.3, to[1] + ny * 0.3],
    [to[0] - nx * 0.3, to[1] - ny * 0.3],
    [from[0] - nx, from[1] - ny],
  ];
}

/** One turbine: a tower that leans with the view, three blades, its pad and track. */
function turbine(s: Scene, x: number, y: number, high: number): void {
  const { rng, paint } = s;
  const blade = high * rng.range(0.45, 0.62);
  const [lx, ly] = lean(s);
  const white: Rgb = [236, 238, 238];
  paint.fill(blob(x, y, rng.range(6, 14), rng.range(6, 12), 0.2, rng.next, 20), {
    rgb: mix(s.style.soil, [206, 196, 176], 0.5),
    ...GRAIN.soil,
    tag: TAG.bare,
    height: 0,
  });
  const thin = Math.max(3, s.step * 1.3);
  const turn = paint.angle;
  const sx = -(s.sun.x * Math.cos(turn) + s.sun.y * Math.sin(turn)) * s.sun.reach;
  const sy = -(s.sun.y * Math.cos(turn) - s.sun.x * Math.sin(turn)) * s.sun.reach;
  // Shadows are painted by hand: the sweep along the relief takes whatever is high for solid down to the ground.
  const dark = { rgb: [24, 26, 34] as Rgb, alpha: 0.55 };
  paint.fill(taper([x, y], [x + sx * high, y + sy * high], thin * 0.7), dark);
  const yaw = rng.range(0, Math.PI);
  const phase = rng.range(0, 2.1);
  const w = Math.max(1.6, s.step * 0.9);
  const tips: [number, number][] = [];
  const blades: Polygon[] = [];
  const hx = x + lx * high;
  const hy = y + ly * high;
  for (let k = 0; k < 3; k++) {
    const a = phase + (k * 2 * Math.PI) / 3;
    const out = Math.cos(a) * blade;
    const z = high + Math.sin(a) * blade;
    const [gx, gy] = [x + Math.cos(yaw) * out, y + Math.sin(yaw) * out];
    tips.push([gx + lx * z, gy + ly * z]);
    blades.push(taper([hx, hy], [gx + lx * z, gy + ly * z], w));
    paint.fill(taper([x + sx * high, y + sy * high], [gx + sx * z, gy + sy * z], w), dark);
  }
  const up = { rgb: white, tag: TAG.object };
  paint.fill(taper([x, y], [hx, hy], thin * 0.7), { ...up, rgb: scale(white, 0.94) });
  for (const shape of blades) paint.fill(shape, up);
  paint.fill(rect(hx, hy, Math.max(5, s.step * 1.5), Math.max(3, s.step), yaw + Math.PI / 2), up);
  const pts: [number, number][] = [[x, y], ...tips];
  const cx = pts.reduce((a, p) => a + p[0], 0) / pts.length;
  const cy = pts.reduce((a, p) => a + p[1], 0) / pts.length;
  const hull = [...pts]
    .sort((p, q) => Math.atan2(p[1] - cy, p[0] - cx) - Math.atan2(q[1] - cy, q[0] - cx))
    .map(([px, py]) => [px + Math.sign(px - cx) * thin, py + Math.sign(py - cy) * thin] as const);
  s.features.add('wind turbine', hull);
}

export const windTurbines: Composer = {
  extent: [150, 1280],
  view: { elevation: [22, 55], tilt: [0.05, 0.35] },
  compose(s) {
    const { rng, extent: e } = s;
    const sea = rng.chance(0.15);
    if (sea) {
      base(s, [40, 66, 80], { fine: 0.04, mid: 0.06, big: 0.1 }, TAG.water);
      s.features.mass('ocean', tags(TAG.water));
    } else openLand(s, rng.range(0, 0.6), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      if (!sea && rng.chance(0.6)) {
        const w = rng.range(80, 260);
        for (let y = -e * 0.8; y < e * 0.8; y += w)
          for (let x = -e * 0.8; x < e * 0.8; x += w * 1.3)
            cropField(
              s,
              rect(x + w * 0.65, y + w / 2, w * 1.27, w * 0.97),
              rng.pick([0, Math.PI / 2]),
            );
      }
      const line: Polygon = smooth(
        [
          [-e, rng.range(-0.3, 0.3) * e],
          [0, rng.range(-0.2, 0.2) * e],
          [e, rng.range(-0.3, 0.3) * e],
        ],
        12,
      );
      if (!sea) road(s, line, 5, { rgb: mix(s.style.soil, [214, 204, 184], 0.5), marks: 'none' });
      if (!sea) scatter(s, rng.int(0, 80), e * 1.3, e * 1.3, [1.5, 4], tags(TAG.grass));
      const high = rng.range(50, 110);
      const count = e < 300 ? 1 : rng.int(1, 7);
      for (let i = 0; i < count; i++)
        turbine(
          s,
          count === 1 ? rng.range(-0.15, 0.15) * e : rng.range(-0.4, 0.4) * e,
          rng.range(-0.35, 0.35) * e,
          Math.min(high, e * 0.45),
        );
    });
    noteTrees(s);
  },
};

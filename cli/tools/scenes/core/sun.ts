import type { Rng } from './rng';

/** One sun for a scene, and the direction from which the sensor looks. */
export interface Sun {
  /** Unit vector on the ground towards the sun (x right, y down). */
  x: number;
  y: number;
  /** Metres of shadow on the ground a metre of height. */
  reach: number;
  /** Where a metre of height appears beside its foot (metres), by the sensor's tilt. */
  leanX: number;
  leanY: number;
  /** Brightness of what lies in shadow, 0..1. */
  ambient: number;
}

/** Limits of the sun's elevation (degrees) and of the sensor's tilt (metres aside a metre of height). */
export interface View {
  elevation: readonly [number, number];
  tilt: readonly [number, number];
}

const USUAL: View = { elevation: [30, 66], tilt: [0.02, 0.28] };

/** Imagery is taken at mid-morning: the sun stands between south-east and south-west at 30 to 65 degrees. */
export function makeSun(rng: Rng, view: View = USUAL): Sun {
  const south = rng.chance(0.85) ? Math.PI / 2 : -Math.PI / 2;
  const azimuth = south + rng.normal() * 0.55;
  const elevation = (rng.range(...view.elevation) * Math.PI) / 180;
  const tilt = view !== USUAL || rng.chance(0.6) ? rng.range(...view.tilt) : USUAL.tilt[0];
  const away = rng.range(0, 2 * Math.PI);
  return {
    x: Math.cos(azimuth),
    y: Math.sin(azimuth),
    reach: 1 / Math.tan(elevation),
    leanX: Math.cos(away) * tilt,
    leanY: Math.sin(away) * tilt,
    ambient: rng.range(0.3, 0.5),
  };
}

/** Brightness of a roof plane that rises towards -(nx, ny): nx, ny is the outward normal's ground part, scene frame. */
export function planeLight(sun: Sun, nx: number, ny: number): number {
  return 1 + 0.42 * (nx * sun.x + ny * sun.y);
}

/**
 * Sweeps the relief along the light and returns what lies in shadow, 0..1 a pixel. Every pixel hands the height of the
 * shadow above it on to the next, lower by what the ray falls in one step: one pass, whatever the shadow's length.
 */
export function castShadows(
  height: Float32Array,
  n: number,
  perMetre: number,
  sun: Sun,
): Uint8Array<ArrayBuffer> {
  const vx = (-sun.x * sun.reach - sun.leanX) * perMetre;
  const vy = (-sun.y * sun.reach - sun.leanY) * perMetre;
  const byColumn = Math.abs(vx) > Math.abs(vy);
  const major = byColumn ? vx : vy;
  const slope = (byColumn ? vy : vx) / Math.abs(major);
  const drop = 1 / Math.abs(major);
  const stepMajor = byColumn ? 1 : n;
  const stepMinor = byColumn ? n : 1;
  const forward = major > 0;
  const out = new Uint8Array(n * n);
  let before = new Float32Array(n);
  let now = new Float32Array(n);
  const soft = 255 / Math.max(0.35, drop * 1.5);
  for (let m = 0; m < n; m++) {
    const line = (forward ? m : n - 1 - m) * stepMajor;
    for (let k = 0; k < n; k++) {
      const from = k - slope;
      const k0 = Math.floor(from);
      const t = from - k0;
      const a = before[Math.min(n - 1, Math.max(0, k0))] as number;
      const b = before[Math.min(n - 1, Math.max(0, k0 + 1))] as number;
      const shade = a + (b - a) * t - drop;
      const i = line + k * stepMinor;
      const h = height[i] as number;
      if (shade > h) {
        now[k] = shade;
        out[i] = Math.min(255, (shade - h) * soft);
      } else {
        now[k] = h;
      }
    }
    [before, now] = [now, before];
  }
  return out;
}

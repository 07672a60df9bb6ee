import { mix } from '../core/color';
import { blob, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN } from '../core/scene';
import { house } from '../parts/buildings';
import { openLand } from '../parts/ground';
import { road } from '../parts/roads';
import { pitched } from '../parts/roofs';
import { grove, noteTrees, plant, scatter } from '../parts/vegetation';
import { BUILDABLE } from '../parts/walls';
import { pool } from '../parts/yards';
import { centred, wander } from './layout';

export const sparseResidential: Composer = {
  extent: [110, 240],
  regions: ['europe', 'america', 'america', 'tropical'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.06, mix(s.style.grass, [82, 104, 58], 0.4));
    const wooded = rng.chance(0.6);
    const count = e > 150 ? Math.max(rng.int(1, 3), Math.round((e / 190) ** 2)) : 1;
    const keep: Polygon[] = [];
    const homes: [number, number][] = [];
    const drive = wander(s, 0.25);
    road(s, drive, rng.range(3, 5), {
      rgb: mix(s.style.concrete, s.style.soil, rng.next()),
      marks: 'none',
    });
    for (let i = 0; i < count; i++) {
      for (let t = 0; t < 12; t++) {
        const x = e * (count === 1 ? rng.range(0.38, 0.62) : rng.range(0.2, 0.8));
        const y = e * (count === 1 ? rng.range(0.38, 0.62) : rng.range(0.2, 0.8));
        const w = rng.range(20, 32);
        const a = rng.range(0, Math.PI);
        if (homes.some(([u, v]) => Math.hypot(u - x, v - y) < 55)) continue;
        if (!s.paint.free(rect(x, y, w, w * 0.7, a), BUILDABLE)) continue;
        homes.push([x, y]);
        const clear = blob(x, y, rng.range(28, 46), rng.range(26, 40), 0.35, rng.next);
        s.paint.fill(clear, {
          rgb: mix(s.style.grass, s.style.dry, rng.range(0, 0.3)),
          ...GRAIN.lawn,
          tag: TAG.grass,
          alpha: 0.85,
          on: BUILDABLE,
        });
        const nearest = drive.reduce((best, p) =>
          Math.hypot(p[0] - x, p[1] - y) < Math.hypot(best[0] - x, best[1] - y) ? p : best,
        );
        const mid = [
          (x + nearest[0]) / 2 + rng.range(-6, 6),
          (y + nearest[1]) / 2 + rng.range(-6, 6),
        ] as const;
        s.paint.fill(strip(smooth([[x, y], mid, nearest], 8), 3.6), {
          rgb: mix(s.style.concrete, s.style.soil, 0.4),
          ...GRAIN.concrete,
          tag: TAG.paved,
          on: BUILDABLE,
        });
        const rgb = s.style.houseRoof();
        house(s, x, y, w, w * rng.range(0.5, 0.7), a, true, rgb);
        if (rng.chance(0.6)) {
          const g = a + Math.PI / 2;
          const out = w * rng.range(0.75, 0.95);
          const foot = rect(x + Math.cos(g) * out, y + Math.sin(g) * out, 9, 7, a);
          if (s.paint.free(foot, BUILDABLE)) {
            pitched(s, x + Math.cos(g) * out, y + Math.sin(g) * out, 9, 7, a, 3, rgb, false);
            s.features.add('building', foot);
          }
        }
        if (rng.chance(0.4))
          s.paint.within(x, y, a, () => pool(s, 0, -w * rng.range(0.75, 1), rng.range(8, 12), 5));
        keep.push(clear);
        break;
      }
    }
    if (wooded) {
      const r = rng.range(2.6, 4.4);
      const open = keep.map((k) => [...k]);
      const gap = rng.range(-0.2, 0.3);
      const on = tags(TAG.grass, TAG.bare, TAG.tree);
      for (let y = 0; y < e; y += r * 1.5) {
        for (let x = 0; x < e; x += r * 1.5) {
          const u = x + rng.range(-1, 1) * r;
          const v = y + rng.range(-1, 1) * r;
          const near = homes.some(([p, q]) => Math.hypot(u - p, v - q) < 20);
          if (near && !rng.chance(0.12)) continue;
          if (s.noise(u / 70, v / 70) < gap && !rng.chance(0.08)) continue;
          if (
            open.length > 0 &&
            homes.some(([p, q]) => Math.hypot(u - p, v - q) < 27) &&
            rng.chance(0.6)
          )
            continue;
          plant(s, u, v, r * rng.range(0.7, 1.35), on);
        }
      }
    } else {
      for (let i = rng.int(3, 6); i > 0; i--) {
        const a = rng.range(0, 6.3);
        grove(
          s,
          blob(
            e / 2 + Math.cos(a) * e * 0.45,
            e / 2 + Math.sin(a) * e * 0.45,
            e * 0.2,
            e * 0.13,
            0.4,
            rng.next,
          ),
          3.2,
          0.85,
        );
      }
      centred(s, 0, () => scatter(s, rng.int(20, 60), e, e, [1.8, 4.5]));
    }
    noteTrees(s);
  },
};

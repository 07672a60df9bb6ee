import { centred } from '../categories/layout';
import { mix, type Rgb } from '../core/color';
import { blob, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { openLand, patches } from '../parts/ground';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { pond } from '../parts/water';

const LAWN = tags(TAG.grass, TAG.bare);

function bunker(s: Scene, x: number, y: number, r: number): void {
  const { rng } = s;
  const shape = blob(x, y, r * rng.range(0.8, 1.5), r * rng.range(0.6, 1), 0.55, rng.next, 40);
  const sand = mix([226, 214, 188], [204, 180, 140], rng.next());
  s.paint.as('sand bunker', () =>
    s.paint.fill(shape, { rgb: sand, ...GRAIN.concrete, tag: TAG.sand, on: LAWN }),
  );
  s.features.add('sand bunker', shape);
}

/** A hole: fairway, green at its end, bunkers about the green and along the way. */
function hole(s: Scene, way: Polygon, width: number, mown: Rgb): void {
  const { rng } = s;
  const shape = strip(
    way.map(([x, y], i) => [x + Math.sin(i * 0.7) * width * 0.1, y] as const),
    width,
  );
  s.paint.as('fairway', () =>
    s.paint.fill(shape, {
      rgb: mown,
      ...GRAIN.lawn,
      tag: TAG.grass,
      on: LAWN,
      tone: (x, y) => (Math.floor((x + y) / 9) % 2 ? 1.03 : 0.98),
    }),
  );
  s.features.add('fairway', shape);
  const [gx, gy] = way[way.length - 1] as readonly [number, number];
  const r = rng.range(9, 17);
  const green = blob(gx, gy, r * rng.range(0.9, 1.5), r, 0.25, rng.next, 48);
  s.paint.fill(blob(gx, gy, r * 1.6, r * 1.35, 0.2, rng.next), {
    rgb: mix(mown, s.style.grass, 0.3),
    ...GRAIN.lawn,
    tag: TAG.grass,
    on: LAWN,
  });
  s.paint.as('green', () =>
    s.paint.fill(green, {
      rgb: mix(mown, [150, 190, 110], 0.45),
      fine: 0.02,
      mid: 0.04,
      tag: TAG.grass,
      on: LAWN,
    }),
  );
  s.features.add('green', green);
  for (let i = rng.int(1, 5); i > 0; i--) {
    const a = rng.range(0, 6.3);
    const d = r * rng.range(1.5, 2.1);
    bunker(s, gx + Math.cos(a) * d, gy + Math.sin(a) * d, rng.range(3.5, 9));
  }
  for (let i = rng.int(0, 3); i > 0; i--) {
    const [x, y] = rng.pick(way);
    bunker(s, x + rng.range(-0.6, 0.6) * width, y + rng.range(-0.6, 0.6) * width, rng.range(4, 9));
  }
}

export const golfCourse: Composer = {
  extent: [75, 950],
  compose(s) {
    const { rng, extent: e } = s;
    const rough = mix(s.style.grass, s.style.dry, rng.range(0, 0.7));
    openLand(s, rng.chance(0.3) ? rng.range(0.05, 0.25) : 0, rough);
    patches(s, mix(rough, s.style.dry, 0.5), GRAIN.grass, TAG.grass, 0.3, 40, 0.4);
    s.features.add('golf course', rect(e / 2, e / 2, e, e));
    const mown = mix(s.style.grass, [110, 158, 84], rng.range(0.3, 0.9));
    centred(s, rng.range(0, Math.PI), () => {
      const pitch = rng.range(58, 95);
      const lanes = Math.max(1, Math.round((e * 1.3) / pitch));
      for (let i = 0; i < lanes; i++) {
        const y = (i - (lanes - 1) / 2) * pitch;
        const flip = rng.chance(0.5) ? 1 : -1;
        const from = rng.range(0.2, 0.9) * Math.max(e, 160);
        const to = lanes === 1 ? rng.range(-0.2, 0.2) * e : rng.range(0.05, 0.7) * e;
        const way = smooth(
          Array.from({ length: 5 }, (_, k) => {
            const t = k / 4;
            return [
              flip * (-from * (1 - t) + to * t),
              y + rng.range(-0.16, 0.16) * pitch * (k > 0 && k < 4 ? 1 : 0.3),
            ] as const;
          }),
          8,
        );
        hole(s, way, rng.range(24, 40), mown);
      }
      for (let i = rng.int(0, Math.ceil(e / 250)); i > 0; i--) {
        const x = rng.range(-0.45, 0.45) * e;
        const y = rng.range(-0.45, 0.45) * e;
        const r = rng.range(10, 34);
        const lake = blob(x, y, r * 1.5, r, 0.4, rng.next);
        if (!s.paint.free(lake, LAWN)) continue;
        pond(s, lake);
        s.features.add('pond', lake);
      }
      const path = smooth(
        Array.from(
          { length: 6 },
          (_, k) => [(k / 5 - 0.5) * e * 1.5, rng.range(-0.3, 0.3) * e] as const,
        ),
        9,
      );
      s.paint.as('path', () =>
        s.paint.fill(strip(path, 2.6), {
          rgb: s.style.concrete,
          ...GRAIN.concrete,
          tag: TAG.paved,
          on: tags(TAG.grass),
        }),
      );
      s.features.add('path', strip(path, 2.6));
      for (let i = 0; i < lanes + 1; i++) {
        const y = (i - lanes / 2) * pitch;
        for (let x = -e * 0.7; x < e * 0.7; x += rng.range(18, 50)) {
          if (rng.chance(0.35)) continue;
          grove(
            s,
            blob(x, y + rng.range(-6, 6), rng.range(6, 20), rng.range(4, 9), 0.4, rng.next, 24),
            rng.range(2.4, 4.4),
            rng.range(0.4, 1),
            tags(TAG.grass),
          );
        }
      }
    });
    s.paint.within(e / 2, e / 2, 0, () =>
      scatter(s, rng.int(0, 20), e, e, [2, 5], tags(TAG.grass)),
    );
    noteTrees(s);
  },
};

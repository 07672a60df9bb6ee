import { cropField } from '../categories/farmland';
import { centred } from '../categories/layout';
import { jitter, mix, type Rgb, scale } from '../core/color';
import { ellipse, type Polygon, rect, smooth, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { house, shed } from '../parts/buildings';
import { base, openLand, patches } from '../parts/ground';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter, tree, treeLine } from '../parts/vegetation';
import { car } from '../parts/vehicles';

/** Long low houses of glass or film in rows, some open, beds beside them. */
export const greenhouses: Composer = {
  extent: [80, 700],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.3, 0.9));
    centred(s, rng.range(0, Math.PI), () => {
      const film = rng.pick<Rgb>([
        [226, 228, 226],
        [206, 212, 212],
        [180, 194, 196],
        [236, 236, 230],
        [164, 180, 176],
      ]);
      const w = rng.range(6, 12);
      const joined = rng.chance(0.5);
      const long = rng.range(24, 110);
      const block = w * rng.int(4, 14);
      for (let y = -e * 0.8; y < e * 0.8; y += long + rng.range(4, 10)) {
        for (let x = -e * 0.8; x < e * 0.8; x += block + rng.range(3, 14)) {
          if (rng.chance(0.14)) {
            cropField(s, rect(x + block / 2, y + long / 2, block, long), Math.PI / 2);
            continue;
          }
          const tint = jitter(film, 12, rng.next);
          for (let u = 0; u < block - w * 0.5; u += w) {
            if (rng.chance(0.03)) continue;
            const foot = rect(x + u + w / 2, y + long / 2, w * (joined ? 1 : 0.82), long);
            const lit = rng.range(0.9, 1.06);
            s.paint.as('greenhouse', () =>
              s.paint.fill(foot, {
                rgb: scale(tint, lit),
                fine: 0.04,
                mid: 0.05,
                tag: TAG.building,
                height: 3.5,
                tone: (px) => {
                  const t = (px - x - u) / w - 0.5;
                  const rib = s.step < 0.5 && (((px * 7) % 3) + 3) % 3 < 0.2 ? 0.94 : 1;
                  return (t < 0 ? 1.05 : 0.9) * rib;
                },
              }),
            );
            s.features.add('greenhouse', foot);
          }
        }
      }
      road(
        s,
        [
          [-e, -e * 0.05],
          [e, -e * 0.05],
        ],
        5,
        { on: tags(TAG.grass, TAG.bare, TAG.field), gap: 60 },
      );
      scatter(s, rng.int(0, 30), e * 1.2, e * 1.2, [1.5, 3.5]);
    });
    noteTrees(s);
  },
};

/** Trees on a grid in blocks, on grass or bare soil. */
export const orchard: Composer = {
  extent: [64, 600],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.8), mix(s.style.grass, s.style.dry, rng.next()));
    centred(s, rng.range(0, Math.PI), () => {
      const w = e * rng.range(0.35, 1.2);
      const h = w * rng.range(0.5, 1);
      for (let y = -e * 0.8; y < e * 0.8; y += h + 6) {
        for (let x = -e * 0.8; x < e * 0.8; x += w + 6) {
          const area = rect(x + w / 2, y + h / 2, w, h);
          if (rng.chance(0.18)) {
            cropField(s, area, 0);
            continue;
          }
          s.paint.fill(area, {
            rgb: jitter(mix(s.style.soil, s.style.grass, rng.next()), 8, rng.next),
            ...GRAIN.soil,
            tag: rng.chance(0.5) ? TAG.bare : TAG.grass,
            height: 0,
          });
          const pitch = rng.range(4.5, 9);
          const row = pitch * rng.range(0.8, 1.3);
          const r = (pitch / 2) * rng.range(0.55, 0.98);
          const crown = s.style.crown();
          for (let v = row / 2; v < h; v += row)
            for (let u = pitch / 2; u < w; u += pitch)
              if (rng.chance(0.97))
                tree(
                  s,
                  x + u + rng.range(-0.3, 0.3),
                  y + v + rng.range(-0.3, 0.3),
                  r * rng.range(0.8, 1.1),
                  jitter(crown, 6, rng.next),
                );
          s.features.add('orchard', area);
        }
      }
      farm(s);
    });
    noteTrees(s);
  },
};

function farm(s: Scene): void {
  const { rng, extent: e } = s;
  if (rng.chance(0.6))
    road(
      s,
      [
        [-e, -e * 0.02],
        [e, e * 0.03],
      ],
      5,
      { rgb: mix(s.style.soil, [206, 194, 170], 0.4), marks: 'none', on: 0xffff },
    );
  if (rng.chance(0.4)) {
    const x = rng.range(-0.3, 0.3) * e;
    s.paint.fill(rect(x, 24, 50, 36), {
      rgb: s.style.soil,
      ...GRAIN.soil,
      tag: TAG.bare,
      height: 0,
    });
    house(s, x - 10, 22, 14, 10, 0);
    shed(s, x + 12, 26, 18, 12, 0);
    car(s, x, 34, 0.3, true);
  }
}

/** Thin rows of vines over soil, on slopes that bend them. */
export const vineyard: Composer = {
  extent: [64, 600],
  regions: ['mediterranean', 'europe', 'america', 'arid'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.1, 0.6));
    centred(s, rng.range(0, Math.PI), () => {
      const w = e * rng.range(0.3, 1.1);
      const h = w * rng.range(0.4, 1);
      for (let y = -e * 0.8; y < e * 0.8; y += h + 5) {
        for (let x = -e * 0.8; x < e * 0.8; x += w + 5) {
          const area = rect(x + w / 2, y + h / 2, w, h);
          if (rng.chance(0.12)) {
            cropField(s, area, 0);
            continue;
          }
          const soil = jitter(mix(s.style.soil, [206, 184, 150], rng.next() * 0.6), 8, rng.next);
          s.paint.fill(area, { rgb: soil, ...GRAIN.soil, tag: TAG.field, height: 0 });
          const pitch = rng.range(1.8, 3.2);
          const thick = pitch * rng.range(0.3, 0.55);
          const upright = rng.chance(0.5);
          const vine = mix(s.style.crown(), [96, 118, 56], rng.next());
          const bend = rng.range(-3, 3);
          const count = (upright ? w : h) / pitch;
          for (let k = 0; k < count; k++) {
            const d = (k + 0.5) * pitch;
            const line: Polygon = upright
              ? [
                  [x + d, y + 1],
                  [x + d + bend, y + h / 2],
                  [x + d, y + h - 1],
                ]
              : [
                  [x + 1, y + d],
                  [x + w / 2, y + d + bend],
                  [x + w - 1, y + d],
                ];
            s.paint.fill(strip(pitch > 2 * s.step ? smooth(line, 5) : line, thick), {
              rgb: jitter(vine, 9, rng.next),
              fine: 0.16,
              mid: 0.1,
              height: 1.6,
              on: tags(TAG.field),
            });
          }
          s.features.add('vineyard', area);
        }
      }
      farm(s);
      for (let i = rng.int(0, 3); i > 0; i--)
        treeLine(
          s,
          [
            [-e, rng.range(-0.5, 0.5) * e],
            [e, rng.range(-0.5, 0.5) * e],
          ],
          9,
          [2, 4],
          0.4,
        );
    });
    noteTrees(s);
  },
};

/** Dry soil with shrubs at all distances. */
export const chaparral: Composer = {
  extent: [64, 420],
  regions: ['arid', 'mediterranean', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    const soil = jitter(
      rng.pick<Rgb>([
        [196, 160, 124],
        [180, 156, 120],
        [150, 140, 98],
        [206, 180, 140],
        [170, 150, 110],
      ]),
      12,
      rng.next,
    );
    base(s, soil, { fine: 0.08, mid: 0.12, big: 0.14 }, TAG.bare);
    patches(s, mix(soil, s.style.dry, 0.7), GRAIN.soil, TAG.bare, rng.range(0.2, 0.6), 30, 0.6);
    s.features.add('chaparral', rect(e / 2, e / 2, e, e));
    const pitch = rng.range(2.2, 6.5);
    const size = Math.max(pitch * rng.range(0.22, 0.42), s.step * 0.8);
    const hue = mix([70, 76, 52], s.style.crown(), rng.next());
    s.paint.as('shrub', () => {
      for (let y = 0; y < e; y += pitch)
        for (let x = 0; x < e; x += pitch) {
          const u = x + rng.range(-0.6, 0.6) * pitch;
          const v = y + rng.range(-0.6, 0.6) * pitch;
          if (s.noise(u / 50, v / 50) + rng.range(-0.8, 0.8) < -0.35) continue;
          const r = size * rng.range(0.5, 1.3);
          s.paint.fill(ellipse(u, v, r, r * rng.range(0.75, 1), 9), {
            rgb: jitter(hue, 14, rng.next),
            fine: 0.14,
            mid: 0.1,
            tag: TAG.object,
            height: r * 1.1,
          });
        }
    });
    if (rng.chance(0.35)) {
      const line = smooth(
        [
          [0, rng.range(0.1, 0.9) * e],
          [e * 0.5, rng.range(0.1, 0.9) * e],
          [e, rng.range(0.1, 0.9) * e],
        ],
        10,
      );
      s.paint.as('path', () =>
        s.paint.fill(strip(line, rng.range(1.5, 5)), {
          rgb: mix(soil, [220, 204, 176], 0.5),
          ...GRAIN.soil,
          tag: TAG.bare,
          height: 0,
        }),
      );
      s.features.add('path', strip(line, 3));
    }
    noteTrees(s);
  },
};

const CROPS: readonly Rgb[] = [
  [64, 104, 48],
  [96, 128, 62],
  [140, 138, 78],
  [170, 150, 104],
  [120, 96, 72],
  [84, 116, 60],
];

/** Circles under pivot arms on dry land. */
export const centrePivots: Composer = {
  extent: [300, 1280],
  regions: ['arid', 'america'],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.3, 0.9), s.style.dry);
    centred(s, rng.pick([0, 0, 0.2]), () => {
      const r = e * rng.range(0.1, 0.45);
      const rgb = (): Rgb => jitter(rng.pick(CROPS), 9, rng.next);
      for (let y = -e * 0.7 + rng.range(0, r); y < e * 0.7 + r; y += 2.06 * r) {
        for (let x = -e * 0.7 + rng.range(0, r); x < e * 0.7 + r; x += 2.06 * r) {
          if (rng.chance(0.15)) {
            if (rng.chance(0.6)) cropField(s, rect(x, y, 1.9 * r, 1.9 * r), 0);
            continue;
          }
          const shape = ellipse(x, y, r * 0.97, r * 0.97, 64);
          const sector = rng.chance(0.4);
          const [one, two] = [rgb(), rgb()];
          const a0 = rng.range(0, 6.3);
          const part = rng.range(0.7, 3.1);
          s.paint.as('center pivot', () => {
            s.paint.fill(shape, {
              rgb: one,
              ...GRAIN.crop,
              tag: TAG.field,
              height: 0,
              tone: (px, py) => 1 + 0.05 * Math.sin(Math.hypot(px - x, py - y) / 3),
            });
            if (sector)
              s.paint.fill(
                [
                  [x, y],
                  ...Array.from({ length: 20 }, (_, k) => {
                    const a = a0 + (part * k) / 19;
                    return [x + Math.cos(a) * r * 0.97, y + Math.sin(a) * r * 0.97] as const;
                  }),
                ],
                { rgb: two, ...GRAIN.crop, tag: TAG.field },
              );
            s.paint.fill(
              strip(
                [
                  [x, y],
                  [x + Math.cos(a0) * r * 0.97, y + Math.sin(a0) * r * 0.97],
                ],
                Math.max(1.2, s.step * 0.8),
              ),
              { rgb: [196, 192, 180], alpha: 0.8 },
            );
          });
          s.features.add('center pivot', shape);
        }
      }
      farm(s);
    });
    noteTrees(s);
  },
};

/** Rows of graves on lawns between paths, trees, a chapel. */
export const cemetery: Composer = {
  extent: [64, 420],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0, 0.4));
    centred(s, rng.range(0, Math.PI), () => {
      s.features.add('cemetery', rect(0, 0, e * 1.5, e * 1.5));
      const w = rng.range(22, 70);
      const h = rng.range(16, 50);
      const row = rng.range(2.2, 4);
      const pale = rng.pick<Rgb>([
        [206, 204, 198],
        [168, 166, 162],
        [226, 224, 216],
        [136, 134, 130],
      ]);
      const big = rng.range(0.7, 1.5);
      const full = rng.range(0.5, 0.98);
      for (let y = -e * 0.75; y < e * 0.75; y += h + 4) {
        for (let x = -e * 0.75; x < e * 0.75; x += w + 4) {
          if (rng.chance(0.12)) continue;
          const line: Polygon = [
            [x - 2, y - 2],
            [x + w + 2, y - 2],
          ];
          s.paint.as('path', () =>
            s.paint.fill(strip(line, 2.6), {
              rgb: mix(s.style.concrete, s.style.soil, 0.4),
              ...GRAIN.concrete,
              tag: TAG.paved,
              height: 0,
            }),
          );
          for (let v = 1.5; v < h - 1; v += row)
            for (let u = 1; u < w - 1; u += 1.7) {
              if (!rng.chance(full)) continue;
              const foot = rect(x + u, y + v, 1.1 * big, 2 * big);
              s.paint.as('grave', () =>
                s.paint.fill(foot, {
                  rgb: jitter(pale, 22, rng.next),
                  tag: TAG.object,
                  height: rng.range(0.3, 1.1),
                }),
              );
            }
          s.features.note('grave', rect(x + w / 2, y + h / 2, w, h));
        }
      }
      road(
        s,
        [
          [-e, 0],
          [e, 0],
        ],
        5,
        { on: 0xffff, gap: 80 },
      );
      if (rng.chance(0.4)) house(s, rng.range(-0.3, 0.3) * e, -12, 16, 9, 0);
      for (let i = rng.int(1, 5); i > 0; i--)
        grove(
          s,
          rect(
            rng.range(-0.5, 0.5) * e,
            rng.range(-0.5, 0.5) * e,
            rng.range(8, 30),
            rng.range(6, 20),
          ),
          3,
          0.5,
        );
      for (let i = rng.int(10, 80); i > 0; i--) {
        const x = rng.range(-0.6, 0.6) * e;
        const y = rng.range(-0.6, 0.6) * e;
        if (s.paint.tagAt(x, y) === TAG.grass) tree(s, x, y, rng.range(1.6, 4.6));
      }
    });
    noteTrees(s);
  },
};

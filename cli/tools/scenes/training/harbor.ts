import { centred } from '../categories/layout';
import { marina as berths } from '../categories/port';
import { mix, type Rgb, scale } from '../core/color';
import { blob, rect, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { boat, ship } from '../parts/craft';
import { fabric, townOf } from '../parts/fabric';
import { base, openLand } from '../parts/ground';
import { containers } from '../parts/industry';
import { road } from '../parts/roads';
import { grove, noteTrees, scatter } from '../parts/vegetation';
import { car, truck } from '../parts/vehicles';
import { ripples, river, riverCourse } from '../parts/water';

const WATERS: readonly Rgb[] = [
  [24, 44, 58],
  [34, 66, 78],
  [56, 84, 80],
  [92, 100, 84],
  [40, 78, 104],
  [20, 30, 44],
  [108, 112, 96],
];

function openWater(s: Scene): void {
  const rgb = s.rng.pick(WATERS);
  base(s, rgb, { fine: 0.04, mid: 0.07, big: 0.12 }, TAG.water);
  const wave = ripples(s, s.rng.range(2, 14), s.rng.range(0, 0.08));
  s.paint.fill(rect(s.extent / 2, s.extent / 2, s.extent, s.extent), {
    rgb,
    fine: 0.04,
    mid: 0.06,
    big: 0.1,
    tag: TAG.water,
    tone: wave,
  });
}

/** The wake of a craft that moves along +x of the frame at the origin. */
function wake(s: Scene, l: number): void {
  for (const k of [-1, 1])
    s.paint.fill(
      [
        [l * 0.4, 0],
        [-l * 2.2, k * l * 0.5],
        [-l * 2.5, k * l * 0.32],
        [-l * 0.5, 0],
      ],
      { rgb: [214, 222, 222], alpha: s.rng.range(0.03, 0.14), on: tags(TAG.water) },
    );
  s.paint.fill(
    [
      [-l * 0.4, l * 0.12],
      [-l * 2, l * 0.2],
      [-l * 2, -l * 0.2],
      [-l * 0.4, -l * 0.12],
    ],
    { rgb: [206, 216, 216], alpha: s.rng.range(0.05, 0.3), on: tags(TAG.water) },
  );
}

/** A flat barge with a load or hatches, alone or lashed into a tow with a pushing boat. */
export function barge(s: Scene, x: number, y: number, angle: number, l: number): void {
  const { rng, paint } = s;
  const w = l * rng.range(0.16, 0.26);
  const coat = rng.pick<Rgb>([
    [110, 74, 58],
    [90, 92, 92],
    [130, 124, 112],
    [70, 64, 60],
  ]);
  const load = rng.pick<Rgb>([
    [60, 58, 58],
    [190, 172, 130],
    [150, 140, 128],
    [126, 104, 84],
    [170, 172, 172],
  ]);
  paint.within(x, y, angle, () => {
    paint.as('barge', () => {
      paint.fill(rect(0, 0, l, w), { rgb: coat, ...GRAIN.metal, tag: TAG.object, height: 2.5 });
      paint.fill(rect(0, 0, l * 0.9, w * 0.72), { rgb: load, fine: 0.1, mid: 0.12, height: 3 });
      for (let k = 1; k < 4; k++)
        if (rng.chance(0.5))
          paint.fill(rect(-l / 2 + (l * k) / 4, 0, 0.8, w), { rgb: scale(coat, 1.3) });
    });
    s.features.add('barge', rect(0, 0, l, w));
  });
}

function tow(s: Scene, x: number, y: number, angle: number): void {
  const { rng } = s;
  const l = rng.range(36, 62);
  const w = l * 0.2;
  s.paint.within(x, y, angle, () => {
    const columns = rng.int(1, 3);
    const rows = rng.int(1, 3);
    for (let i = 0; i < columns; i++)
      for (let k = 0; k < rows; k++)
        barge(s, (i - (columns - 1) / 2) * (l + 1), (k - (rows - 1) / 2) * (w + 0.6), 0, l);
    boat(s, -(columns * (l + 1)) / 2 - 10, 0, 0, rng.range(16, 24));
  });
}

/** Ships at sea: at anchor or under way, of all sizes; at times a breakwater or a bit of coast. */
export const shipsAtSea: Composer = {
  extent: [150, 1280],
  compose(s) {
    const { rng, extent: e } = s;
    openWater(s);
    s.features.mass('ocean', tags(TAG.water));
    const heading = rng.range(0, 6.3);
    centred(s, 0, () => {
      if (rng.chance(0.3)) {
        const line = [
          [-e, rng.range(-0.4, 0.4) * e],
          [0, rng.range(-0.4, 0.4) * e],
          [rng.range(0, 0.4) * e, 0],
        ] as const;
        const shape = strip(line, rng.range(9, 18));
        s.paint.as('breakwater', () =>
          s.paint.fill(shape, {
            rgb: [132, 126, 116],
            fine: 0.24,
            mid: 0.2,
            tag: TAG.rock,
            height: 3,
          }),
        );
        s.features.add('breakwater', shape);
      }
      const count = rng.int(1, e > 500 ? 9 : 3);
      for (let i = 0; i < count; i++) {
        const l = Math.min(
          e * 0.7,
          rng.weighted([
            [rng.range(25, 70), 2],
            [rng.range(70, 160), 3],
            [rng.range(160, 330), 2],
          ] as const),
        );
        const x = rng.range(-0.42, 0.42) * e;
        const y = rng.range(-0.42, 0.42) * e;
        if (!s.paint.free(rect(x, y, l, l), tags(TAG.water))) continue;
        const a = heading + (rng.chance(0.6) ? rng.normal() * 0.12 : rng.range(0, 6.3));
        const kind = rng.next();
        if (rng.chance(0.4)) s.paint.within(x, y, a, () => wake(s, l));
        if (kind < 0.2) barge(s, x, y, a, Math.min(l, 100));
        else ship(s, x, y, a, l);
      }
      for (let i = rng.int(0, 6); i > 0; i--) {
        const x = rng.range(-0.45, 0.45) * e;
        const y = rng.range(-0.45, 0.45) * e;
        if (!s.paint.free(rect(x, y, 26, 26), tags(TAG.water))) continue;
        const a = rng.range(0, 6.3);
        const l = rng.range(6, 24);
        if (rng.chance(0.6)) s.paint.within(x, y, a, () => wake(s, l));
        boat(s, x, y, a, l);
      }
    });
  },
};

/** A navigable river: barges, tows, cargo ships, landing stages. */
export const riverTraffic: Composer = {
  extent: [180, 1000],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, rng.range(0.05, 0.5));
    centred(s, rng.range(0, Math.PI), () => {
      const wide = Math.max(70, e * rng.range(0.3, 0.6));
      const r = riverCourse(s, e * 1.4, wide, rng.range(0, 0.2));
      river(s, r, mix(s.style.soil, s.style.concrete, rng.next()));
      s.features.add('river', r.shape);
      for (let i = rng.int(1, 5); i > 0; i--) {
        const x = rng.range(-0.45, 0.45) * e;
        const y = rng.range(-0.4, 0.4) * wide;
        const l = rng.range(40, 130);
        if (!s.paint.free(rect(x, y, l, 22), tags(TAG.water))) continue;
        const kind = rng.next();
        const a = rng.pick([0, Math.PI]) + rng.normal() * 0.05;
        if (rng.chance(0.5)) s.paint.within(x, y, a, () => wake(s, l * 0.7));
        if (kind < 0.35) tow(s, x, y, a);
        else if (kind < 0.7) barge(s, x, y, a, l);
        else ship(s, x, y, a, l);
      }
      for (let i = rng.int(0, 8); i > 0; i--) {
        const x = rng.range(-0.5, 0.5) * e;
        const y = rng.range(-0.42, 0.42) * wide;
        if (s.paint.free(rect(x, y, 22, 22), tags(TAG.water)))
          boat(s, x, y, rng.normal() * 0.3, rng.range(7, 20));
      }
      if (rng.chance(0.6)) fabric(s, e * 1.7, { ...townOf(s, 0.5), gap: 40 });
      for (let i = rng.int(1, 7); i > 0; i--)
        grove(
          s,
          blob(
            rng.range(-0.7, 0.7) * e,
            rng.range(-0.7, 0.7) * e,
            e * 0.12,
            e * 0.08,
            0.4,
            rng.next,
          ),
          3.2,
          0.9,
        );
    });
    noteTrees(s);
  },
};

/** A yacht harbor from near or far: berths full of boats, quay with cars, at times a breakwater. */
export const marina: Composer = {
  extent: [64, 520],
  compose(s) {
    const { rng, extent: e } = s;
    openWater(s);
    centred(s, rng.range(0, 6.3), () => {
      const near = e < 130;
      const quay = near ? -e * 0.9 : -e * rng.range(0.15, 0.4);
      s.paint.fill(rect(0, quay - e, e * 3, e * 2), {
        rgb: mix(s.style.concrete, s.style.asphalt, rng.next()),
        ...GRAIN.concrete,
        tag: TAG.paved,
        height: 0.6,
      });
      const basin = rect(0, quay + e * 0.5, e * 1.4, e);
      s.features.add('marina', basin);
      const blocks = near ? 1 : rng.int(1, 3);
      for (let i = 0; i < blocks; i++) {
        const x = (i - (blocks - 1) / 2) * e * 0.45;
        const across = rng.chance(0.6);
        s.paint.within(x, quay + e * 0.42, across ? Math.PI / 2 : 0, () =>
          berths(s, e * 0.75, near ? e : (e * 0.9) / blocks, rng.range(0.4, 0.98)),
        );
      }
      for (let i = rng.int(0, 6); i > 0; i--) {
        const x = rng.range(-0.5, 0.5) * e;
        const y = rng.range(quay / e, 0.5) * e;
        if (s.paint.free(rect(x, y, 18, 18), tags(TAG.water)))
          boat(s, x, y, rng.range(0, 6.3), rng.range(6, 16));
      }
      if (!near) {
        for (let x = -e * 0.6; x < e * 0.6; x += rng.range(3, 9))
          if (rng.chance(0.6)) car(s, x, quay - 6, Math.PI / 2, true);
        road(
          s,
          [
            [-e, quay - 16],
            [e, quay - 16],
          ],
          8,
          { gap: 30 },
        );
        s.paint.fill(rect(0, quay - 24 - e, e * 3, e * 2), {
          rgb: s.style.grass,
          ...GRAIN.grass,
          tag: TAG.grass,
        });
        fabric(s, e * 1.8, { ...townOf(s, 0.4), where: (_, y) => y < quay - 30 });
        scatter(s, 40, e * 1.3, e * 1.3, [1.6, 3.6], tags(TAG.grass));
      }
    });
    noteTrees(s);
  },
};

/** A lake's shore with single docks, a few boats, houses among trees. */
export const docks: Composer = {
  extent: [70, 360],
  compose(s) {
    const { rng, extent: e } = s;
    openWater(s);
    centred(s, rng.range(0, 6.3), () => {
      const shore = rng.range(-0.15, 0.2) * e;
      const rim = Array.from({ length: 40 }, (_, i) => {
        const x = (i / 39 - 0.5) * 3 * e;
        return [x, shore + s.noise(x / 60, 1.7) * 7] as const;
      });
      s.paint.fill([...rim, [1.6 * e, -2 * e], [-1.6 * e, -2 * e]], {
        rgb: mix(s.style.grass, s.style.dry, rng.range(0, 0.6)),
        ...GRAIN.grass,
        tag: TAG.grass,
        height: 0,
      });
      for (let x = -e * 0.7; x < e * 0.7; x += rng.range(14, 50)) {
        const l = rng.range(9, 26);
        const y = shore + s.noise(x / 60, 1.7) * 7 + l / 2 - 2;
        const shape = rect(x, y, 1.8, l);
        s.paint.as('dock', () =>
          s.paint.fill(shape, {
            rgb: mix([150, 128, 100], s.style.concrete, rng.next()),
            ...GRAIN.concrete,
            tag: TAG.object,
            height: 0.8,
          }),
        );
        s.features.add('dock', shape);
        for (const side of [-1, 1])
          if (rng.chance(0.5))
            boat(s, x + side * 3, y + rng.range(-0.1, 0.4) * l, Math.PI / 2, rng.range(5, 9));
      }
      road(
        s,
        [
          [-e, shore - 48],
          [e, shore - 48],
        ],
        6,
        { gap: 60 },
      );
      fabric(s, e * 1.6, {
        ...townOf(s, 0.1),
        kinds: [
          ['houses', 3],
          ['green', 1],
        ],
        where: (_, y) => y < shore - 8,
      });
      for (let i = rng.int(2, 8); i > 0; i--)
        grove(
          s,
          blob(rng.range(-0.6, 0.6) * e, shore - rng.range(5, 60), 22, 12, 0.4, rng.next),
          3,
          0.8,
          tags(TAG.grass),
        );
    });
    noteTrees(s);
  },
};

/** A gantry crane that spans a quay along x; the boom reaches over the water (+y). */
function crane(s: Scene, x: number, y: number): void {
  const { rng } = s;
  const rgb = rng.pick<Rgb>([
    [70, 100, 150],
    [176, 70, 56],
    [196, 196, 190],
    [190, 150, 60],
  ]);
  const shape = rect(x, y + 12, 5, 66);
  s.paint.as('crane', () => {
    s.paint.fill(rect(x, y - 10, 16, 3), { rgb, height: 12, tag: TAG.object });
    s.paint.fill(rect(x, y + 6, 16, 3), { rgb, height: 12, tag: TAG.object });
    s.paint.fill(shape, { rgb, height: 14, tag: TAG.object });
  });
  s.features.add('crane', shape);
}

/** Stacks of containers, straddled lanes, cranes at the quay, container ships; or a freight yard inland. */
export const containerYard: Composer = {
  extent: [90, 900],
  compose(s) {
    const { rng, extent: e } = s;
    const sea = rng.chance(0.6);
    if (sea) openWater(s);
    else openLand(s, rng.range(0.1, 0.5));
    centred(s, rng.range(0, 6.3), () => {
      const quay = sea ? rng.range(0.05, 0.4) * e : e * 2;
      s.paint.fill(rect(0, quay - 2 * e, e * 3, e * 4), {
        rgb: mix(s.style.asphalt, s.style.concrete, rng.range(0.1, 0.8)),
        ...GRAIN.concrete,
        tag: TAG.paved,
        height: 0.5,
      });
      s.features.add('container yard', rect(0, quay - e * 0.75, e * 2, e * 1.5));
      if (sea) {
        for (let x = -e * 0.6; x < e * 0.6; ) {
          const l = Math.min(e, rng.range(90, 300));
          if (rng.chance(0.65)) ship(s, x + l / 2, quay + l * 0.09 + 3, rng.pick([0, Math.PI]), l);
          x += l + rng.range(15, 90);
        }
        for (let x = -e * 0.6; x < e * 0.6; x += rng.range(40, 120)) crane(s, x, quay - 14);
      }
      const w = rng.range(50, 130);
      const h = rng.range(16, 32);
      for (let y = quay - 46 - h / 2; y > -e * 0.8; y -= h + rng.range(9, 20)) {
        for (let x = -e * 0.75; x < e * 0.75; x += w + rng.range(10, 22)) {
          if (rng.chance(0.15)) continue;
          s.paint.within(x + w / 2, y, 0, () => containers(s, w, h));
          for (let i = rng.int(0, 3); i > 0; i--)
            truck(s, x + rng.range(0, w), y + h / 2 + 5, rng.pick([0, Math.PI]));
        }
      }
      if (rng.chance(0.5))
        fabric(s, e * 1.8, {
          ...townOf(s, 0.3),
          kinds: [['sheds', 1]],
          where: (_, y) => y < -e * 0.5,
        });
    });
    noteTrees(s);
  },
};

import { surroundings } from '../categories/grounds';
import { centred } from '../categories/layout';
import { mix, type Rgb } from '../core/color';
import { type Polygon, rect, strip } from '../core/geometry';
import { TAG } from '../core/painter';
import type { Composer } from '../core/render';
import { GRAIN, type Scene } from '../core/scene';
import { runway } from '../parts/aprons';
import { shed } from '../parts/buildings';
import { plane } from '../parts/craft';
import { fabric, townOf } from '../parts/fabric';
import { openLand, townGround } from '../parts/ground';
import { road } from '../parts/roads';
import { flatRoof } from '../parts/roofs';
import { court } from '../parts/sports';
import { noteTrees, scatter, treeLine } from '../parts/vegetation';
import { bus, car, parkingBays, truck } from '../parts/vehicles';

/** Courts in a row or a block: tennis, basketball, or both beside each other. */
function courts(s: Scene, kinds: readonly ('tennis' | 'basketball')[]): void {
  const { rng } = s;
  const columns = Math.min(kinds.length, rng.int(1, 4));
  const rows = Math.ceil(kinds.length / columns);
  const outer = rng.pick<Rgb>([
    [84, 126, 92],
    [92, 116, 150],
    [150, 92, 76],
    [76, 110, 82],
    [128, 126, 120],
    [110, 84, 80],
  ]);
  const [pw, ph] = [18.5, 37];
  s.paint.fill(rect(0, 0, columns * pw + 4, rows * ph + 4), {
    rgb: outer,
    ...GRAIN.asphalt,
    tag: TAG.pitch,
    height: 0,
  });
  kinds.forEach((kind, i) => {
    const x = ((i % columns) - (columns - 1) / 2) * pw;
    const y = (Math.floor(i / columns) - (rows - 1) / 2) * ph;
    s.paint.within(x, y, Math.PI / 2, () => court(s, kind, outer));
  });
}

const courtScene = (main: 'tennis' | 'basketball', other: 'tennis' | 'basketball'): Composer => ({
  extent: [64, 250],
  compose(s) {
    const { rng, extent: e } = s;
    if (rng.chance(0.5)) townGround(s);
    else openLand(s, rng.range(0, 0.3));
    centred(s, rng.range(0, Math.PI), () => {
      const count =
        e < 90
          ? rng.int(1, 2)
          : rng.weighted([
              [1, 2],
              [2, 3],
              [4, 2],
              [6, 1],
              [8, 1],
            ] as const);
      const kinds = Array.from({ length: count }, () => main);
      if (rng.chance(0.3)) kinds.push(other);
      courts(s, kinds);
      surroundings(s, Math.min(e * 0.45, 24 + 12 * count), rng.chance(0.6) ? 1 : 0);
      scatter(s, rng.int(5, 50), e * 1.3, e * 1.3, [1.6, 4.4]);
    });
    noteTrees(s);
  },
});

export const tennisCourts = courtScene('tennis', 'basketball');
export const basketballCourts = courtScene('basketball', 'tennis');

/** Vehicles of an airfield: tugs, tankers, vans, buses. They are no planes. */
function groundVehicles(s: Scene, count: number, w: number, h: number): void {
  const { rng } = s;
  for (let i = 0; i < count; i++) {
    const x = rng.range(-0.5, 0.5) * w;
    const y = rng.range(-0.5, 0.5) * h;
    if (s.paint.tagAt(x, y) !== TAG.paved) continue;
    const a = rng.range(0, 6.3);
    const kind = rng.next();
    if (kind < 0.25) car(s, x, y, a, true);
    else if (kind < 0.4) truck(s, x, y, a);
    else if (kind < 0.48) bus(s, x, y, a);
    else
      s.paint.as('service vehicle', () => {
        s.paint.fill(rect(x, y, rng.range(3, 9), rng.range(2, 3), a), {
          rgb: rng.pick<Rgb>([
            [226, 224, 216],
            [206, 170, 70],
            [120, 130, 150],
            [90, 92, 94],
            [236, 236, 232],
          ]),
          height: 2.2,
          tag: TAG.object,
        });
      });
  }
}

/** An airfield without a terminal: light aircraft in rows, stored airliners, hangars, vehicles; at times no plane. */
export const airfield: Composer = {
  extent: [80, 900],
  compose(s) {
    const { rng, extent: e } = s;
    const dry = rng.chance(0.4);
    openLand(
      s,
      dry ? rng.range(0.5, 0.95) : rng.range(0, 0.3),
      mix(s.style.grass, s.style.dry, rng.next()),
    );
    s.features.add('airfield', rect(e / 2, e / 2, e, e));
    centred(s, rng.range(0, Math.PI), () => {
      const light = e < 260 || rng.chance(0.5);
      const span = light ? rng.range(9, 16) : rng.range(26, 62);
      const deep = Math.max(span * 2.2, e * rng.range(0.25, 0.6));
      const apron = mix(s.style.concrete, s.style.asphalt, rng.next());
      const slab = rng.range(6, 20);
      s.paint.as('apron', () =>
        s.paint.fill(rect(0, 0, e * 2.2, deep), {
          rgb: apron,
          fine: 0.04,
          mid: 0.1,
          big: 0.12,
          tag: TAG.paved,
          height: 0,
          tone: (x, y) =>
            (((x / slab) % 1) + 1) % 1 < 0.05 || (((y / slab) % 1) + 1) % 1 < 0.05 ? 0.94 : 1,
        }),
      );
      s.features.note('apron', rect(0, 0, e * 2.2, deep));
      const empty = rng.chance(0.15);
      const stored = rng.chance(0.5);
      const tilt = rng.pick([0, 0.4, -0.4, Math.PI / 2]);
      const full = rng.range(0.25, 0.95);
      for (
        let y = -deep / 2 + span * 0.7;
        y < deep / 2 - span * 0.5;
        y += span * rng.range(1.2, stored ? 1.5 : 2.6)
      ) {
        for (let x = -e * 0.7; x < e * 0.7; x += span * rng.range(1.1, 1.5)) {
          if (empty || !rng.chance(full)) continue;
          plane(
            s,
            x,
            y,
            Math.PI / 2 + tilt + rng.normal() * 0.08 + (rng.chance(0.1) ? rng.range(0, 6.3) : 0),
            span * rng.range(0.8, 1.15),
          );
        }
      }
      groundVehicles(s, rng.int(2, 40), e, deep);
      const ry = deep / 2 + rng.range(40, 120);
      if (rng.chance(0.8)) {
        const line: Polygon = [
          [-e, deep / 2 + 14],
          [e, deep / 2 + 14],
        ];
        s.paint.as('taxiway', () =>
          s.paint.fill(strip(line, light ? 9 : 20), {
            rgb: mix(apron, s.style.asphalt, 0.5),
            ...GRAIN.asphalt,
            tag: TAG.paved,
            height: 0,
          }),
        );
        s.paint.fill(strip(line, Math.max(0.4, s.step * 0.4)), { rgb: [206, 180, 84], alpha: 0.7 });
        s.features.note('taxiway', strip(line, light ? 9 : 20));
      }
      runway(s, -e * 1.2, e * 1.2, ry, light ? rng.range(16, 28) : rng.range(38, 56));
      if (!empty && rng.chance(0.4))
        plane(s, rng.range(-0.4, 0.4) * e, ry, rng.pick([0, Math.PI]), span);
      const back = -deep / 2;
      if (rng.chance(0.8))
        for (let x = -e * 0.7; x < e * 0.7; x += rng.range(26, 70))
          shed(s, x, back - 14, rng.range(18, 44), 22, 0);
      if (rng.chance(0.5)) {
        s.paint.fill(rect(0, back - 52, e * 1.4, 34), {
          rgb: s.style.asphalt,
          ...GRAIN.asphalt,
          tag: TAG.paved,
          height: 0,
        });
        s.paint.within(0, back - 52, 0, () =>
          parkingBays(s, e * 1.3, 34, rng.range(0.2, 0.9), true),
        );
        s.features.add('parking lot', rect(0, back - 52, e * 1.4, 34));
      }
    });
    noteTrees(s);
  },
};

/** Large car parks: several lots at angles, islands, a store; from near to far. */
export const carParks: Composer = {
  extent: [64, 420],
  compose(s) {
    const { rng, extent: e } = s;
    openLand(s, 0.2);
    centred(s, rng.range(0, Math.PI), () => {
      const lots = e < 120 ? 1 : rng.int(1, 4);
      for (let k = 0; k < lots; k++) {
        const w = e * (lots === 1 ? 1.6 : rng.range(0.6, 1.1));
        const h = lots === 1 ? e * rng.range(0.7, 1.5) : e * rng.range(0.3, 0.6);
        const x = lots === 1 ? 0 : (k % 2 ? 1 : -1) * e * 0.35;
        const y = lots === 1 ? 0 : (k < 2 ? -1 : 1) * e * 0.3;
        s.paint.within(x, y, lots > 1 && rng.chance(0.4) ? Math.PI / 2 : 0, () => {
          const lot = rect(0, 0, w, h);
          s.paint.fill(lot, {
            rgb: mix(s.style.asphalt, s.style.concrete, rng.range(0, 0.6)),
            fine: 0.05,
            mid: 0.1,
            big: 0.14,
            tag: TAG.paved,
            height: 0,
          });
          s.features.add('parking lot', lot);
          parkingBays(s, w * 0.96, h * 0.96, rng.range(0.05, 1), true);
        });
      }
      if (e > 110) {
        const foot = rect(rng.range(-0.2, 0.2) * e, -e * 0.62, e * 0.8, e * 0.3);
        flatRoof(s, foot, rng.range(7, 13), s.style.flatRoof(), 3);
        s.features.add('building', foot);
        road(
          s,
          [
            [-e, e * 0.42],
            [e, e * 0.42],
          ],
          rng.range(8, 18),
          { marks: 'lanes', gap: 20, on: 0xffff },
        );
        fabric(s, e * 1.9, { ...townOf(s, 0.4), where: (_, y) => y > e * 0.5 });
      }
      treeLine(
        s,
        [
          [-e, e * 0.36],
          [e, e * 0.36],
        ],
        8,
        [1.4, 3],
        0.5,
      );
      scatter(s, 30, e * 1.3, e * 1.3, [1.4, 3.6]);
    });
    noteTrees(s);
  },
};

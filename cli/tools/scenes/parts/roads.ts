import { mix, type Rgb } from '../core/color';
import { along, offset, type Polygon, strip } from '../core/geometry';
import { TAG, tags } from '../core/painter';
import { GRAIN, type Scene } from '../core/scene';
import { traffic } from './vehicles';

export interface RoadOptions {
  rgb?: Rgb;
  /** Width of the pavement at either side, metres. */
  walk?: number;
  /** Metres above the ground: a deck that casts a shadow. */
  height?: number | ((x: number, y: number) => number);
  /** Markings: none, a centre line, or lanes. */
  marks?: 'none' | 'centre' | 'lanes';
  /** Mean distance between vehicles of a lane; absent: none. */
  gap?: number;
  /** Surfaces that may be covered. */
  on?: number;
  note?: boolean;
  /** Median strip, metres; 0 for none. */
  median?: number;
  medianRgb?: Rgb;
}

/** All but water, buildings and what stands on the ground: where a road may go. */
export const ROADABLE = tags(
  TAG.ground,
  TAG.paved,
  TAG.tree,
  TAG.sand,
  TAG.grass,
  TAG.field,
  TAG.bare,
  TAG.yard,
);

const PAINTED: Rgb = [206, 204, 194];

/** A road along a line, with its markings and traffic. */
export function road(s: Scene, line: Polygon, width: number, o: RoadOptions = {}): void {
  s.paint.as('road', () => drawRoad(s, line, width, o));
}

function drawRoad(s: Scene, line: Polygon, width: number, o: RoadOptions): void {
  const { paint } = s;
  const on = o.on ?? ROADABLE;
  const rgb = o.rgb ?? s.style.asphalt;
  if (o.walk) {
    paint.fill(strip(line, width + 2 * o.walk), {
      rgb: mix(s.style.concrete, rgb, 0.35),
      ...GRAIN.concrete,
      tag: TAG.paved,
      on,
      ...(o.height === undefined ? { height: 0 } : { height: o.height }),
    });
  }
  paint.fill(strip(line, width), {
    rgb,
    ...GRAIN.asphalt,
    tag: TAG.paved,
    on,
    height: o.height ?? 0,
  });
  if (o.median) {
    paint.fill(strip(line, o.median), {
      rgb: o.medianRgb ?? s.style.grass,
      ...GRAIN.grass,
      on: tags(TAG.paved),
      tag: TAG.grass,
    });
  }
  if (o.marks !== 'none' && s.step < 1.1) markings(s, line, width, o);
  if (o.gap) traffic(s, line, width, o.gap);
  if (o.note !== false) s.features.add('road', strip(line, width));
}

function markings(s: Scene, line: Polygon, width: number, o: RoadOptions): void {
  const thin = Math.max(0.16, s.step * 0.32);
  const stripe = (d: number, dashed: boolean, alpha: number, rgb = PAINTED) => {
    const path = d === 0 ? line : offset(line, d);
    const paint = { rgb, alpha, on: tags(TAG.paved) };
    if (!dashed) {
      s.paint.fill(strip(path, thin), paint);
      return;
    }
    for (const p of along(path, 9)) {
      const c = Math.cos(p.angle) * 1.8;
      const q = Math.sin(p.angle) * 1.8;
      s.paint.fill(
        strip(
          [
            [p.x - c, p.y - q],
            [p.x + c, p.y + q],
          ],
          thin,
        ),
        paint,
      );
    }
  };
  if (o.marks === 'lanes') {
    const lanes = Math.max(2, Math.round(width / 3.6));
    for (let k = 1; k < lanes; k++) {
      const d = (k / lanes - 0.5) * (width - 2);
      stripe(d, true, 0.6);
    }
    stripe(width / 2 - 0.9, false, 0.5);
    stripe(-width / 2 + 0.9, false, 0.5);
  } else if (width > 5) {
    stripe(0, false, 0.45);
  }
}

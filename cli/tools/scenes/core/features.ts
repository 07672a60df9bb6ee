import type { Polygon } from './geometry';
import { type Painter, TAG, tags } from './painter';

/** A thing in the scene, in RSICD's words, with each of its instances as a polygon in pixels of the output. */
export interface Feature {
  /** Singular: "storage tank", "green tree", "river". */
  name: string;
  /** Colour or form, if all instances share it: "white", "circular". */
  adjective?: string;
  polygons: [number, number][][];
  /** Set where the thing is an area without separate instances (forest, sea, sand): not to be counted. */
  mass?: boolean;
  /** Tags whose pixels make up the thing's mask; absent: the polygons do. */
  mask?: number;
}

/** Clips a polygon to the square 0..n (Sutherland-Hodgman). */
export function clip(polygon: Polygon, n: number): [number, number][] {
  let out: [number, number][] = polygon.map(([x, y]) => [x, y]);
  for (const [axis, limit, keep] of [
    [0, 0, 1],
    [0, n, -1],
    [1, 0, 1],
    [1, n, -1],
  ] as const) {
    const next: [number, number][] = [];
    for (let i = 0; i < out.length; i++) {
      const a = out[(i + out.length - 1) % out.length] as [number, number];
      const b = out[i] as [number, number];
      const da = (a[axis] - limit) * keep;
      const db = (b[axis] - limit) * keep;
      if (da >= 0 !== db >= 0) {
        const t = da / (da - db);
        const p: [number, number] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        p[axis] = limit;
        next.push(p);
      }
      if (db >= 0) next.push(b);
    }
    out = next;
  }
  return out;
}

/** Clips a polygon to a convex one that runs clockwise on the screen. */
export function clipTo(polygon: Polygon, region: Polygon): [number, number][] {
  let out: [number, number][] = polygon.map(([x, y]) => [x, y]);
  for (let k = 0; k < region.length; k++) {
    const [ax, ay] = region[k] as readonly [number, number];
    const [bx, by] = region[(k + 1) % region.length] as readonly [number, number];
    const side = (p: readonly [number, number]) =>
      (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax);
    const next: [number, number][] = [];
    for (let i = 0; i < out.length; i++) {
      const a = out[(i + out.length - 1) % out.length] as [number, number];
      const b = out[i] as [number, number];
      const da = side(a);
      const db = side(b);
      if (da >= 0 !== db >= 0) {
        const t = da / (da - db);
        next.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
      }
      if (db >= 0) next.push(b);
    }
    out = next;
  }
  return out;
}

export function area(polygon: Polygon): number {
  let sum = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [ax, ay] = polygon[i] as readonly [number, number];
    const [bx, by] = polygon[(i + 1) % polygon.length] as readonly [number, number];
    sum += ax * by - bx * ay;
  }
  return Math.abs(sum) / 2;
}

/** What is smaller on the picture, in pixels², is nothing one could point at. */
const MIN_AREA = 4;

const TREES = tags(TAG.tree);

/** Collects features while parts are drawn. */
export class FeatureLog {
  readonly list: Feature[] = [];

  /** A convex region, painter pixels, to which what is noted is cut; areas are then noted as the region itself. */
  region: Polygon | undefined;

  /** @param factor painter pixels an output pixel */
  constructor(
    private readonly paint: Painter,
    private readonly factor: number,
  ) {}

  /**
   * Notes an instance drawn in the current frame. What is less than a third inside the scene is not noted: nobody
   * would count it.
   */
  add(name: string, shape: Polygon, adjective?: string): void {
    const px = shape.map(([x, y]): [number, number] => {
      const [u, v] = this.paint.toPixel(x, y);
      return [u / this.factor, v / this.factor];
    });
    const kept = this.cut(clip(px, this.paint.n / this.factor));
    const whole = area(px);
    const part = kept.length >= 3 ? area(kept) : 0;
    if (part < MIN_AREA || part < whole * 0.34) {
      if (kept.length >= 3) this.rest(name).push(kept);
      return;
    }
    this.entry(name, adjective).polygons.push(kept.map(([x, y]) => [round(x), round(y)]));
  }

  /** Notes an instance for full truth alone: captions do not speak of it. */
  note(name: string, shape: Polygon): void {
    const n = this.paint.n / this.factor;
    const px = shape.map(([x, y]): [number, number] => {
      const [u, v] = this.paint.toPixel(x, y);
      return [u / this.factor, v / this.factor];
    });
    const kept = this.cut(clip(px, n));
    if (kept.length >= 3) this.rest(name).push(kept);
  }

  /** What is in the scene beside the list: cut-off instances, and what only full truth tells of. By name. */
  readonly beside = new Map<string, [number, number][][]>();

  private rest(name: string): [number, number][][] {
    const found = this.beside.get(name) ?? [];
    this.beside.set(name, found);
    return found;
  }

  /** Notes an area that is all pixels of these tags. */
  mass(name: string, mask: number, adjective?: string): void {
    if (this.region) {
      if (mask !== TREES) this.addRegion(name);
      return;
    }
    const found = this.entry(name, adjective);
    found.mass = true;
    found.mask = (found.mask ?? 0) | mask;
  }

  /** Notes the current region as one instance of a thing. */
  addRegion(name: string): void {
    const n = this.paint.n;
    const whole = clip(this.region ?? [], n).map(([x, y]): [number, number] => [
      x / this.factor,
      y / this.factor,
    ]);
    if (whole.length >= 3)
      this.entry(name).polygons.push(whole.map(([x, y]) => [round(x), round(y)]));
  }

  private cut(polygon: [number, number][]): [number, number][] {
    if (!this.region) return polygon;
    return clipTo(
      polygon,
      this.region.map(([x, y]) => [x / this.factor, y / this.factor] as const),
    );
  }

  private entry(name: string, adjective?: string): Feature {
    let found = this.list.find((f) => f.name === name);
    if (!found) {
      found = { name, polygons: [], ...(adjective ? { adjective } : {}) };
      this.list.push(found);
    } else if (found.adjective !== adjective) {
      delete found.adjective;
    }
    return found;
  }
}

const round = (v: number) => Math.round(v * 10) / 10;

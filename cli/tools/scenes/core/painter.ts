import type { Rgb } from './color';
import { Coverage } from './coverage';
import type { Point, Polygon } from './geometry';

/** What a pixel's topmost surface is; parts ask it before they build on it, and area masks are read from it. */
export const TAG = {
  ground: 0,
  water: 1,
  paved: 2,
  building: 3,
  tree: 4,
  sand: 5,
  grass: 6,
  field: 7,
  rail: 8,
  pitch: 9,
  object: 10,
  bare: 11,
  rock: 12,
  snow: 13,
  pool: 14,
  yard: 15,
  /** Outside the region that is being drawn: nothing may be built there. */
  closed: 16,
} as const;
export type Tag = (typeof TAG)[keyof typeof TAG];

/** Tags as a bit set, for `on`. */
export const tags = (...list: Tag[]): number => list.reduce<number>((m, t) => m | (1 << t), 0);

/** How much of the three shared noise fields a surface shows, 0..1 (fine: pixels, mid: metres, big: tens of metres). */
export interface Grain {
  fine?: number;
  mid?: number;
  big?: number;
}

export interface Paint extends Grain {
  rgb: Rgb;
  /** 0..1, 1 if absent */
  alpha?: number;
  tag?: Tag;
  /** Metres above the ground; absent: what was there stays (markings, worn patches). */
  height?: number | ((x: number, y: number) => number);
  /** Brightness at a place of the current frame (metres): rows, stripes, paving. */
  tone?: (x: number, y: number) => number;
  /** Paint only where the surface is one of these (bits of `tags`). */
  on?: number;
  /** Even-odd rule, for rings. */
  evenOdd?: boolean;
}

/** How far in from its rim a footprint is judged. */
const INSET = 0.9;

/** Affine map: px = a·x + c·y + e, py = b·x + d·y + f. */
interface Frame {
  a: number;
  b: number;
  e: number;
  f: number;
}

/** Surfaces of a scene: colour, relief, tag and noise amplitudes, written together by one polygon fill. */
export class Painter {
  readonly rgb: Uint8ClampedArray<ArrayBuffer>;
  readonly fine: Uint8Array<ArrayBuffer>;
  readonly mid: Uint8Array<ArrayBuffer>;
  readonly big: Uint8Array<ArrayBuffer>;
  readonly height: Float32Array<ArrayBuffer>;
  readonly tag: Uint8Array<ArrayBuffer>;
  /** Which kind of thing each pixel shows (1 + index into `kinds`; 0: none), where full truth is asked for. */
  kind: Uint8Array<ArrayBuffer> | undefined;
  readonly kinds: string[] = [];
  private current = 0;
  /** Pixels that may be painted, 1 or 0; undefined: all. */
  clip: Uint8Array | undefined;
  private frame: Frame;
  private readonly coverage: Coverage;

  /**
   * @param n side in pixels
   * @param perMetre pixels a metre
   */
  constructor(
    readonly n: number,
    readonly perMetre: number,
  ) {
    this.rgb = new Uint8ClampedArray(n * n * 3);
    this.fine = new Uint8Array(n * n);
    this.mid = new Uint8Array(n * n);
    this.big = new Uint8Array(n * n);
    this.height = new Float32Array(n * n);
    this.tag = new Uint8Array(n * n);
    this.frame = { a: perMetre, b: 0, e: 0, f: 0 };
    this.coverage = new Coverage(n);
  }

  /** Keeps, from here on, what kind of thing each pixel shows. */
  keepKinds(): void {
    this.kind = new Uint8Array(this.n * this.n);
  }

  /** Runs `draw`; the surfaces that it fills belong to a thing of this kind, unless a part inside says otherwise. */
  as<T>(name: string, draw: () => T): T {
    const before = this.current;
    let id = this.kinds.indexOf(name);
    if (id < 0) id = this.kinds.push(name) - 1;
    if (id > 254) throw new RangeError('more than 255 kinds of things in a scene');
    this.current = id + 1;
    const out = draw();
    this.current = before;
    return out;
  }

  /** Rotation of the current frame, radians. */
  get angle(): number {
    return Math.atan2(this.frame.b, this.frame.a);
  }

  /** Runs `draw` in a frame moved to (x, y) and turned. */
  within(x: number, y: number, angle: number, draw: () => void): void {
    const old = this.frame;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const [e, f] = this.toPixel(x, y);
    this.frame = { a: old.a * c - old.b * s, b: old.b * c + old.a * s, e, f };
    draw();
    this.frame = old;
  }

  toPixel(x: number, y: number): [number, number] {
    const { a, b, e, f } = this.frame;
    return [a * x - b * y + e, b * x + a * y + f];
  }

  toLocal(px: number, py: number): [number, number] {
    const { a, b, e, f } = this.frame;
    const k = 1 / (a * a + b * b);
    return [(a * (px - e) + b * (py - f)) * k, (a * (py - f) - b * (px - e)) * k];
  }

  /** The surface at a place of the frame, or undefined outside the scene. */
  tagAt(x: number, y: number): number | undefined {
    const [px, py] = this.toPixel(x, y);
    if (px < 0 || py < 0 || px >= this.n || py >= this.n) return undefined;
    const i = (py | 0) * this.n + (px | 0);
    return this.clip && this.clip[i] === 0 ? TAG.closed : this.tag[i];
  }

  /**
   * Whether a footprint lies on allowed surfaces, judged along its rim (a little inside, so that neighbours may touch)
   * and at its centre; places outside the scene count as allowed, but a footprint wholly outside does not.
   */
  free(polygon: Polygon, on: number): boolean {
    let seen = false;
    let cx = 0;
    let cy = 0;
    for (const [x, y] of polygon) {
      cx += x / polygon.length;
      cy += y / polygon.length;
    }
    for (let i = 0; i < polygon.length; i++) {
      const [x, y] = polygon[i] as Point;
      const [u, v] = polygon[(i + 1) % polygon.length] as Point;
      for (let k = 0; k < 3; k++) {
        const t = this.tagAt(
          cx + (x + ((u - x) * k) / 3 - cx) * INSET,
          cy + (y + ((v - y) * k) / 3 - cy) * INSET,
        );
        if (t === undefined) continue;
        seen = true;
        if (!((on >> t) & 1)) return false;
      }
    }
    const t = this.tagAt(cx, cy);
    if (t !== undefined && !((on >> t) & 1)) return false;
    return seen || t !== undefined;
  }

  /** Fills one or more closed contours (non-zero winding, unless `evenOdd`). */
  fill(shape: Polygon | readonly Polygon[], paint: Paint): void {
    const contours = (typeof shape[0]?.[0] === 'number' ? [shape] : shape) as readonly Polygon[];
    const flat = contours.map((contour) => {
      const out = new Float64Array(contour.length * 2);
      contour.forEach(([x, y], i) => {
        const [px, py] = this.toPixel(x, y);
        out[2 * i] = px;
        out[2 * i + 1] = py;
      });
      return out;
    });
    const alpha = paint.alpha ?? 1;
    const fine = Math.round((paint.fine ?? 0) * 255);
    const mid = Math.round((paint.mid ?? 0) * 255);
    const big = Math.round((paint.big ?? 0) * 255);
    const [pr, pg, pb] = paint.rgb;
    const { tone, height, tag, on } = paint;
    const { rgb, n, clip } = this;
    this.coverage.scan(flat, paint.evenOdd ?? false, (y, from, to, row) => {
      for (let x = from; x <= to; x++) {
        const cover = row[x] as number;
        if (cover <= 0.004) continue;
        const i = y * n + x;
        if (clip && clip[i] === 0) continue;
        if (on !== undefined && !((on >> (this.tag[i] as number)) & 1)) continue;
        let k = 1;
        let lx = 0;
        let ly = 0;
        if (tone || typeof height === 'function') {
          [lx, ly] = this.toLocal(x + 0.5, y + 0.5);
          if (tone) k = tone(lx, ly);
        }
        const a = Math.min(1, cover) * alpha;
        const o = i * 3;
        rgb[o] = (rgb[o] as number) * (1 - a) + pr * k * a;
        rgb[o + 1] = (rgb[o + 1] as number) * (1 - a) + pg * k * a;
        rgb[o + 2] = (rgb[o + 2] as number) * (1 - a) + pb * k * a;
        if (cover < 0.5) continue;
        if (alpha > 0.5) {
          this.fine[i] = fine;
          this.mid[i] = mid;
          this.big[i] = big;
        }
        if (tag !== undefined) {
          this.tag[i] = tag;
          if (this.kind) this.kind[i] = this.current;
        }
        if (height !== undefined) {
          this.height[i] = typeof height === 'number' ? height : height(lx, ly);
        }
      }
    });
  }
}

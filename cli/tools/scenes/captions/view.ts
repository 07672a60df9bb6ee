import type { Feature } from '../core/features';
import { inside } from '../core/geometry';
import type { Rendered } from '../core/render';
import { type ColorName, colorName } from './colors';

/** Cells a side in which relations are judged. */
export const GRID = 64;

type Cells = Uint8Array<ArrayBuffer>;

/** What can be seen in a scene: everything a caption says is asked of this. */
export class View {
  private readonly cells = new Map<string, Cells>();

  constructor(private readonly scene: Rendered) {}

  feature(name: string): Feature | undefined {
    return this.scene.features.find((f) => f.name === name);
  }

  has(name: string): boolean {
    return this.feature(name) !== undefined;
  }

  count(name: string): number {
    return this.feature(name)?.polygons.length ?? 0;
  }

  /** Share of the picture that the thing covers, 0..1. */
  share(name: string): number {
    return this.of(name).reduce((a, b) => a + b, 0) / (GRID * GRID);
  }

  /** Share of the picture whose topmost surface has one of these tags, 0..1. */
  tagShare(mask: number): number {
    return this.tagged(mask).reduce((a, b) => a + b, 0) / (GRID * GRID);
  }

  /** The colour that at least `least` of the thing's instances (or of an area's cells) show. */
  color(name: string, least = 0.65): ColorName | undefined {
    const feature = this.feature(name);
    if (!feature) return undefined;
    const seen = new Map<ColorName, number>();
    let total = 0;
    const note = (rgb: readonly [number, number, number]) => {
      const c = colorName(...rgb);
      seen.set(c, (seen.get(c) ?? 0) + 1);
      total++;
    };
    if (feature.mass) {
      this.of(name).forEach((on, i) => {
        if (on) note(this.mean(i % GRID, Math.floor(i / GRID)));
      });
    } else {
      for (const polygon of feature.polygons) note(this.polygonColor(polygon));
    }
    for (const [c, n] of seen) if (n >= total * least) return c;
    return undefined;
  }

  /** Smallest distance between two things, as a share of the picture's side. */
  distance(a: string, b: string): number {
    const far = distances(this.of(a));
    let best = Infinity;
    this.of(b).forEach((on, i) => {
      if (on) best = Math.min(best, far[i] as number);
    });
    return best / GRID;
  }

  near(a: string, b: string): boolean {
    return this.has(a) && this.has(b) && this.distance(a, b) < 0.12;
  }

  /** b lies near a in at least six of eight directions, of those that the picture shows. */
  surrounds(b: string, a: string): boolean {
    if (!this.has(a) || !this.has(b)) return false;
    const from = this.of(a);
    const [cx, cy, size] = middle(from);
    if (size === 0) return false;
    const far = distances(from);
    const other = this.of(b);
    const found = new Array<number>(8).fill(0);
    const room = new Array<number>(8).fill(0);
    for (let i = 0; i < GRID * GRID; i++) {
      const d = far[i] as number;
      if (d === 0 || d > 13) continue;
      const turn = Math.atan2(Math.floor(i / GRID) - cy, (i % GRID) - cx);
      const k = Math.floor(((turn + Math.PI) / (2 * Math.PI)) * 7.999);
      room[k] = (room[k] as number) + 1;
      if (other[i]) found[k] = (found[k] as number) + 1;
    }
    const open = room.filter((r) => r > 12).length;
    const hit = found.filter((f, k) => (room[k] as number) > 12 && f > 2).length;
    return open >= 6 && hit >= 6 && hit >= open - 1;
  }

  /** b lies on both sides of the long thing a. */
  bothSides(a: string, b: string): boolean {
    if (!this.has(a) || !this.has(b)) return false;
    const from = this.of(a);
    const [cx, cy, size] = middle(from);
    if (size === 0) return false;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    from.forEach((on, i) => {
      if (!on) return;
      const dx = (i % GRID) - cx;
      const dy = Math.floor(i / GRID) - cy;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    });
    const turn = 0.5 * Math.atan2(2 * xy, xx - yy);
    const sides = [0, 0];
    this.of(b).forEach((on, i) => {
      if (!on || from[i]) return;
      const d = -((i % GRID) - cx) * Math.sin(turn) + (Math.floor(i / GRID) - cy) * Math.cos(turn);
      if (Math.abs(d) > 2) sides[d > 0 ? 1 : 0] = (sides[d > 0 ? 1 : 0] as number) + 1;
    });
    return Math.min(...sides) > GRID * GRID * 0.012;
  }

  /** The thing's middle is near that of the picture. */
  central(name: string): boolean {
    const [x, y, size] = middle(this.of(name));
    return size > 0 && Math.hypot(x - GRID / 2, y - GRID / 2) < GRID * 0.15;
  }

  private of(name: string): Cells {
    let cells = this.cells.get(name);
    if (cells) return cells;
    const feature = this.feature(name);
    cells = new Uint8Array(GRID * GRID);
    if (feature?.mass) cells = this.tagged(feature.mask ?? 0);
    else
      for (const polygon of feature?.polygons ?? []) paint(cells, polygon, GRID / this.scene.size);
    this.cells.set(name, cells);
    return cells;
  }

  private tagged(mask: number): Cells {
    const { n, tag } = this.scene.paint;
    const out = new Uint8Array(GRID * GRID);
    const step = n / GRID;
    for (let j = 0; j < GRID; j++) {
      for (let i = 0; i < GRID; i++) {
        let hits = 0;
        for (const [u, v] of [
          [0.25, 0.25],
          [0.75, 0.25],
          [0.25, 0.75],
          [0.75, 0.75],
        ] as const) {
          const at = Math.floor((j + v) * step) * n + Math.floor((i + u) * step);
          hits += (mask >> (tag[at] as number)) & 1;
        }
        out[j * GRID + i] = hits >= 2 ? 1 : 0;
      }
    }
    return out;
  }

  private pixel(x: number, y: number): readonly [number, number, number] {
    const { size, pixels } = this.scene;
    const u = Math.min(size - 1, Math.max(0, Math.floor(x)));
    const v = Math.min(size - 1, Math.max(0, Math.floor(y)));
    const i = (v * size + u) * 4;
    return [pixels[i] as number, pixels[i + 1] as number, pixels[i + 2] as number];
  }

  private mean(i: number, j: number): readonly [number, number, number] {
    const k = this.scene.size / GRID;
    return average(
      [0.2, 0.5, 0.8].flatMap((u) =>
        [0.2, 0.5, 0.8].map((v) => this.pixel((i + u) * k, (j + v) * k)),
      ),
    );
  }

  private polygonColor(
    polygon: readonly (readonly [number, number])[],
  ): readonly [number, number, number] {
    let cx = 0;
    let cy = 0;
    for (const [x, y] of polygon) {
      cx += x / polygon.length;
      cy += y / polygon.length;
    }
    const points = polygon.map(([x, y]) => this.pixel(cx + (x - cx) * 0.55, cy + (y - cy) * 0.55));
    return average([...points, this.pixel(cx, cy)]);
  }
}

function average(
  list: readonly (readonly [number, number, number])[],
): readonly [number, number, number] {
  const sum = [0, 0, 0];
  for (const c of list) for (let k = 0; k < 3; k++) sum[k] = (sum[k] as number) + (c[k] as number);
  return [
    (sum[0] as number) / list.length,
    (sum[1] as number) / list.length,
    (sum[2] as number) / list.length,
  ];
}

/** Marks the cells under a polygon; one too small to hold a cell's middle marks the cell it lies in. */
function paint(cells: Cells, polygon: readonly (readonly [number, number])[], k: number): void {
  const scaled = polygon.map(([x, y]) => [x * k, y * k] as const);
  const xs = scaled.map(([x]) => x);
  const ys = scaled.map(([, y]) => y);
  const limit = (v: number) => Math.min(GRID - 1, Math.max(0, Math.floor(v)));
  let hit = false;
  for (let j = limit(Math.min(...ys)); j <= limit(Math.max(...ys)); j++) {
    for (let i = limit(Math.min(...xs)); i <= limit(Math.max(...xs)); i++) {
      if (!inside(scaled, i + 0.5, j + 0.5)) continue;
      cells[j * GRID + i] = 1;
      hit = true;
    }
  }
  const [x, y] = scaled[0] ?? [0, 0];
  if (!hit) cells[limit(y) * GRID + limit(x)] = 1;
}

function middle(cells: Cells): [number, number, number] {
  let x = 0;
  let y = 0;
  let n = 0;
  cells.forEach((on, i) => {
    if (!on) return;
    x += i % GRID;
    y += Math.floor(i / GRID);
    n++;
  });
  return [x / (n || 1) + 0.5, y / (n || 1) + 0.5, n];
}

/** Distance of every cell from the nearest marked one, in cells (two-pass chamfer). */
function distances(cells: Cells): Float32Array {
  const d = Float32Array.from(cells, (on) => (on ? 0 : 1e6));
  const relax = (i: number, x: number, y: number, dx: number, dy: number, w: number) => {
    const u = x + dx;
    const v = y + dy;
    if (u < 0 || v < 0 || u >= GRID || v >= GRID) return;
    d[i] = Math.min(d[i] as number, (d[v * GRID + u] as number) + w);
  };
  for (let i = 0; i < GRID * GRID; i++) {
    const x = i % GRID;
    const y = (i - x) / GRID;
    relax(i, x, y, -1, 0, 1);
    relax(i, x, y, 0, -1, 1);
    relax(i, x, y, -1, -1, Math.SQRT2);
    relax(i, x, y, 1, -1, Math.SQRT2);
  }
  for (let i = GRID * GRID - 1; i >= 0; i--) {
    const x = i % GRID;
    const y = (i - x) / GRID;
    relax(i, x, y, 1, 0, 1);
    relax(i, x, y, 0, 1, 1);
    relax(i, x, y, 1, 1, Math.SQRT2);
    relax(i, x, y, -1, 1, Math.SQRT2);
  }
  return d;
}

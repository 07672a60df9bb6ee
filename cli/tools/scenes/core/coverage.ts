/** Scan conversion of polygons to exact-in-x, four-lines-in-y coverage: the same pixels on every machine. */

const LINES = 4;

type Row = (y: number, from: number, to: number, cover: Float32Array) => void;

export class Coverage {
  private readonly row: Float32Array;
  private xs = new Float64Array(64);
  private dirs = new Int8Array(64);

  constructor(private readonly n: number) {
    this.row = new Float32Array(n + 1);
  }

  /**
   * @param contours closed, each as x0, y0, x1, y1, … in pixels
   * @param emit called for each touched row; `cover[x]` is 0..1 (sums may pass 1 by rounding)
   */
  scan(contours: readonly Float64Array[], evenOdd: boolean, emit: Row): void {
    const { n, row } = this;
    let top = Infinity;
    let bottom = -Infinity;
    for (const c of contours) {
      for (let i = 1; i < c.length; i += 2) {
        const y = c[i] as number;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    }
    const y0 = Math.max(0, Math.floor(top));
    const y1 = Math.min(n - 1, Math.floor(bottom));
    for (let y = y0; y <= y1; y++) {
      let from = n;
      let to = -1;
      for (let s = 0; s < LINES; s++) {
        const count = this.crossings(contours, y + (s + 0.5) / LINES);
        let winding = 0;
        for (let k = 0; k + 1 < count; k++) {
          winding = evenOdd ? winding ^ 1 : winding + (this.dirs[k] as number);
          if (winding === 0) continue;
          const a = Math.max(0, this.xs[k] as number);
          const b = Math.min(n, this.xs[k + 1] as number);
          if (b <= a) continue;
          const i0 = a | 0;
          const i1 = Math.min(n - 1, b | 0);
          if (i0 < from) from = i0;
          if (i1 > to) to = i1;
          if (i0 === i1) {
            row[i0] = (row[i0] as number) + (b - a) / LINES;
          } else {
            row[i0] = (row[i0] as number) + (i0 + 1 - a) / LINES;
            for (let i = i0 + 1; i < i1; i++) row[i] = (row[i] as number) + 1 / LINES;
            row[i1] = (row[i1] as number) + (b - i1) / LINES;
          }
        }
      }
      if (to >= from) {
        emit(y, from, to, row);
        row.fill(0, from, to + 1);
      }
    }
  }

  /** Fills `xs` and `dirs` with the edges that cross the line y, sorted by x; returns how many. */
  private crossings(contours: readonly Float64Array[], y: number): number {
    let count = 0;
    for (const c of contours) {
      const len = c.length;
      let ax = c[len - 2] as number;
      let ay = c[len - 1] as number;
      for (let i = 0; i < len; i += 2) {
        const bx = c[i] as number;
        const by = c[i + 1] as number;
        if (ay <= y !== by <= y) {
          if (count === this.xs.length) this.grow();
          const x = ax + ((y - ay) / (by - ay)) * (bx - ax);
          const dir = by > ay ? 1 : -1;
          let k = count++;
          while (k > 0 && (this.xs[k - 1] as number) > x) {
            this.xs[k] = this.xs[k - 1] as number;
            this.dirs[k] = this.dirs[k - 1] as number;
            k--;
          }
          this.xs[k] = x;
          this.dirs[k] = dir;
        }
        ax = bx;
        ay = by;
      }
    }
    return count;
  }

  private grow(): void {
    const xs = new Float64Array(this.xs.length * 2);
    const dirs = new Int8Array(this.xs.length * 2);
    xs.set(this.xs);
    dirs.set(this.dirs);
    this.xs = xs;
    this.dirs = dirs;
  }
}

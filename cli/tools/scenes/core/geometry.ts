/** Shapes in metres. x runs to the right, y down, angles in radians from x towards y. */

export type Point = readonly [number, number];
export type Polygon = readonly Point[];

export function rect(cx: number, cy: number, w: number, h: number, angle = 0): Polygon {
  const c = Math.cos(angle) / 2;
  const s = Math.sin(angle) / 2;
  return [
    [cx - w * c + h * s, cy - w * s - h * c],
    [cx + w * c + h * s, cy + w * s - h * c],
    [cx + w * c - h * s, cy + w * s + h * c],
    [cx - w * c - h * s, cy - w * s + h * c],
  ];
}

export function ellipse(cx: number, cy: number, rx: number, ry = rx, n = 28): Polygon {
  return Array.from({ length: n }, (_, i) => {
    const a = (i / n) * 2 * Math.PI;
    return [cx + rx * Math.cos(a), cy + ry * Math.sin(a)] as const;
  });
}

/** A rectangle with round corners; r = h / 2 gives the oval of a running track. */
export function roundRect(cx: number, cy: number, w: number, h: number, r: number): Polygon {
  const out: Point[] = [];
  const q = Math.min(r, w / 2, h / 2);
  const corners = [
    [cx + w / 2 - q, cy + h / 2 - q],
    [cx - w / 2 + q, cy + h / 2 - q],
    [cx - w / 2 + q, cy - h / 2 + q],
    [cx + w / 2 - q, cy - h / 2 + q],
  ] as const;
  corners.forEach(([x, y], k) => {
    for (let i = 0; i <= 9; i++) {
      const a = (k + i / 9) * (Math.PI / 2);
      out.push([x + q * Math.cos(a), y + q * Math.sin(a)]);
    }
  });
  return out;
}

/** A squarish oval: exponent 2 is an ellipse, 4 nearly a rectangle. */
export function superEllipse(cx: number, cy: number, rx: number, ry: number, e: number): Polygon {
  return Array.from({ length: 56 }, (_, i) => {
    const a = (i / 56) * 2 * Math.PI;
    const c = Math.cos(a);
    const s = Math.sin(a);
    return [
      cx + rx * Math.sign(c) * Math.abs(c) ** (2 / e),
      cy + ry * Math.sign(s) * Math.abs(s) ** (2 / e),
    ] as const;
  });
}

/** A closed shape whose radius wanders: ponds, groves, lawns. `rough` 0..0.6. */
export function blob(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  rough: number,
  next: () => number,
  n = 72,
): Polygon {
  const waves = Array.from({ length: 6 }, (_, k) => ({
    f: k + 2,
    a: (rough * (0.4 + next())) / (k + 1.2) ** 1.1,
    p: next() * 7,
  }));
  return Array.from({ length: n }, (_, i) => {
    const t = (i / n) * 2 * Math.PI;
    let r = 1;
    for (const w of waves) r += w.a * Math.sin(w.f * t + w.p);
    r = Math.max(0.25, r);
    return [cx + rx * r * Math.cos(t), cy + ry * r * Math.sin(t)] as const;
  });
}

/** Catmull-Rom through the points, `per` samples a span. */
export function smooth(points: Polygon, per = 10): Polygon {
  const out: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] as Point;
    const p2 = points[i + 1] as Point;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    for (let k = 0; k < per; k++) {
      const t = k / per;
      const t2 = t * t;
      const t3 = t2 * t;
      const axis = (d: 0 | 1) =>
        0.5 *
        (2 * p1[d] +
          (p2[d] - p0[d]) * t +
          (2 * p0[d] - 5 * p1[d] + 4 * p2[d] - p3[d]) * t2 +
          (3 * p1[d] - p0[d] - 3 * p2[d] + p3[d]) * t3);
      out.push([axis(0), axis(1)]);
    }
  }
  const last = points[points.length - 1];
  if (last) out.push(last);
  return out;
}

/** The line moved sideways; a positive distance is to the right of its course (y down). */
export function offset(line: Polygon, distance: number | ((i: number) => number)): Polygon {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)] as Point;
    const b = line[Math.min(line.length - 1, i + 1)] as Point;
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const len = Math.hypot(dx, dy) || 1;
    const d = typeof distance === 'number' ? distance : distance(i);
    return [p[0] - (dy / len) * d, p[1] + (dx / len) * d] as const;
  });
}

/** The band of `width` along a line, as one polygon. */
export function strip(line: Polygon, width: number): Polygon {
  return [...offset(line, width / 2), ...[...offset(line, -width / 2)].reverse()];
}

/** Places along a line every `step` metres: point, course, distance from its start. */
export function along(line: Polygon, step: number, start = 0) {
  const out: { x: number; y: number; angle: number; at: number }[] = [];
  let next = start;
  let done = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as Point;
    const [bx, by] = line[i + 1] as Point;
    const len = Math.hypot(bx - ax, by - ay);
    while (len > 0 && next <= done + len) {
      const t = (next - done) / len;
      out.push({
        x: ax + (bx - ax) * t,
        y: ay + (by - ay) * t,
        angle: Math.atan2(by - ay, bx - ax),
        at: next,
      });
      next += step;
    }
    done += len;
  }
  return out;
}

export function lineLength(line: Polygon): number {
  let sum = 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i] as Point;
    const [bx, by] = line[i + 1] as Point;
    sum += Math.hypot(bx - ax, by - ay);
  }
  return sum;
}

export function inside(polygon: Polygon, x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i] as Point;
    const [xj, yj] = polygon[j] as Point;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

export function arc(cx: number, cy: number, r: number, from: number, to: number, n = 24): Polygon {
  return Array.from({ length: n + 1 }, (_, i) => {
    const a = from + ((to - from) * i) / n;
    return [cx + r * Math.cos(a), cy + r * Math.sin(a)] as const;
  });
}

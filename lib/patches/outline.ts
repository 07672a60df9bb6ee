/** A closed line, first point not repeated: [x, y] each. */
export type Ring = readonly (readonly [number, number])[];

/**
 * Outlines of a set of pixels: along their edges, outer ones clockwise on the screen (y down), holes the other way.
 * Pixels that touch by a corner only are apart.
 * @param pixels indices into a raster of this width
 * @returns in px of the raster, largest first
 */
export function outlinesOf(pixels: Iterable<number>, width: number): Ring[] {
  const inside = new Set(pixels);
  // Directed edges with the inside on their right, by where they start; `corner = y * (width + 1) + x`.
  const corners = width + 1;
  const edges = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const there = edges.get(from);
    if (there) there.push(to);
    else edges.set(from, [to]);
  };
  for (const i of inside) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const corner = y * corners + x;
    if (!inside.has(i - width)) add(corner, corner + 1);
    if (x === width - 1 || !inside.has(i + 1)) add(corner + 1, corner + 1 + corners);
    if (!inside.has(i + width)) add(corner + 1 + corners, corner + corners);
    if (x === 0 || !inside.has(i - 1)) add(corner + corners, corner);
  }
  const rings: Ring[] = [];
  for (const start of [...edges.keys()]) {
    while ((edges.get(start)?.length ?? 0) > 0) rings.push(traced(start, edges, corners));
  }
  return rings.sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
}

function traced(start: number, edges: Map<number, number[]>, corners: number): Ring {
  const ring: [number, number][] = [];
  let [at, before] = [start, 0];
  do {
    const ways = edges.get(at) as number[];
    // Where two pixels touch by a corner, the right turn stays with the pixel that the line came along.
    const right = turned(before, corners);
    const way = Math.max(
      0,
      ways.findIndex((to) => to - at === right),
    );
    const [to] = ways.splice(way, 1) as [number];
    if (to - at !== before) ring.push([at % corners, Math.floor(at / corners)]);
    before = to - at;
    at = to;
  } while (at !== start);
  return ring;
}

/** A step to the right of the one before: east, south, west, north. */
function turned(step: number, corners: number): number {
  if (step === 1) return corners;
  if (step === corners) return -1;
  if (step === -1) return -corners;
  return 1;
}

/** Twice the signed area; positive where it goes clockwise on the screen. */
export function areaOf(ring: Ring): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/**
 * A ring of pixel edges made smooth: the middles of its steps, then without the points that lie within `tolerance` of
 * the line between their neighbours (Douglas and Peucker).
 */
export function smoothed(ring: Ring, tolerance: number): Ring {
  const stepped = ring.flatMap(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number];
    const length = Math.abs(nextX - x) + Math.abs(nextY - y);
    // A long straight edge keeps its ends: half a pixel from each corner.
    if (length <= 2) return [[(x + nextX) / 2, (y + nextY) / 2] as const];
    const [dx, dy] = [Math.sign(nextX - x) / 2, Math.sign(nextY - y) / 2];
    return [[x + dx, y + dy] as const, [nextX - dx, nextY - dy] as const];
  });
  if (stepped.length < 8) return stepped;
  const half = Math.floor(stepped.length / 2);
  const first = thinned(stepped.slice(0, half + 1), tolerance);
  const second = thinned([...stepped.slice(half), stepped[0] as Ring[number]], tolerance);
  return [...first.slice(0, -1), ...second.slice(0, -1)];
}

function thinned(line: Ring, tolerance: number): Ring {
  if (line.length < 3) return line;
  const [first, last] = [line[0] as Ring[number], line.at(-1) as Ring[number]];
  let [farthest, at] = [0, 0];
  for (let i = 1; i < line.length - 1; i++) {
    const distance = distanceOf(line[i] as Ring[number], first, last);
    if (distance > farthest) [farthest, at] = [distance, i];
  }
  if (farthest <= tolerance) return [first, last];
  return [
    ...thinned(line.slice(0, at + 1), tolerance).slice(0, -1),
    ...thinned(line.slice(at), tolerance),
  ];
}

function distanceOf([x, y]: Ring[number], [ax, ay]: Ring[number], [bx, by]: Ring[number]): number {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}

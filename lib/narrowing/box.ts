/** West, south, east, north in degrees of WGS 84; west is greater than east where a box crosses 180°. */
export type Box = readonly [number, number, number, number];

/** Whether two boxes have a point in common; edges count. */
export function touches(a: Box, b: Box): boolean {
  if (a[1] > b[3] || a[3] < b[1]) return false;
  const spans = (box: Box) =>
    box[0] > box[2]
      ? [[box[0], 180] as const, [-180, box[2]] as const]
      : [[box[0], box[2]] as const];
  return spans(a).some(([west, east]) => spans(b).some(([w, e]) => west <= e && east >= w));
}

/** The narrowest box around boxes: it leaves out their widest gap, wherever that is. Null of none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const south = boxes.reduce((least, box) => Math.min(least, box[1]), 90);
  const north = boxes.reduce((most, box) => Math.max(most, box[3]), -90);
  // Spans in degrees east of -180°, by their west ends; one that crosses 180° ends beyond 360.
  const spans = boxes
    .map(([west, , east]) => ({ from: west + 180, to: (west > east ? east + 360 : east) + 180 }))
    .sort((a, b) => a.from - b.from);
  const first = spans[0] as (typeof spans)[number];
  let reached = first.to;
  let gap = { width: 0, from: 0, to: 0 };
  for (const { from, to } of spans) {
    if (from - reached > gap.width) gap = { width: from - reached, from: reached, to: from };
    reached = Math.max(reached, to);
  }
  const around = first.from + 360 - reached;
  // Two gaps of the same width: the one over 180° is left out, as maps do.
  if (around >= gap.width)
    return around <= 0
      ? [-180, south, 180, north]
      : [degree(first.from), south, degree(reached), north];
  // What crosses 180° may reach into it.
  return [degree(gap.to), south, degree(Math.max(gap.from, reached - 360)), north];
}

/** Degrees east of -180° as a longitude. */
function degree(east: number): number {
  const turned = east - 180;
  return turned > 180 ? turned - 360 : turned;
}

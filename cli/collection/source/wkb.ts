import type { Box } from '@/lib/collection/types';

/** Numbers of a point by what its type says of Z and M, in ISO's form (1001) and PostGIS's (high bits). */
function coordinatesOf(type: number): number {
  if (type >= 0x20000000) return 2 + (type & 0x80000000 ? 1 : 0) + (type & 0x40000000 ? 1 : 0);
  return type >= 3000 ? 4 : type >= 1000 ? 3 : 2;
}

/**
 * The box around a geometry.
 * @param wkb Well-Known Binary in degrees of WGS 84
 * @returns null where it is empty, broken or not in degrees
 */
export function boxOfWkb(wkb: Uint8Array): Box | null {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 0;

  function points(count: number, width: number, little: boolean): void {
    for (let i = 0; i < count; i++, at += 8 * width) {
      const [x, y] = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
      if (Number.isNaN(x) || Number.isNaN(y)) continue; // An empty point.
      [west, east] = [Math.min(west, x), Math.max(east, x)];
      [south, north] = [Math.min(south, y), Math.max(north, y)];
    }
  }

  function geometry(depth: number): void {
    if (depth > 4) throw new RangeError('nested too deeply');
    const little = view.getUint8(at) === 1;
    const type = view.getUint32(at + 1, little);
    at += 5;
    if (type >= 0x20000000 && type & 0x20000000) at += 4; // PostGIS's SRID
    const kind = (type & 0xff_ff_ff) % 1000;
    const width = coordinatesOf(type);
    const count = () => {
      const value = view.getUint32(at, little);
      at += 4;
      return value;
    };
    if (kind === 1) points(1, width, little);
    else if (kind === 2) points(count(), width, little);
    else if (kind === 3) {
      for (let rings = count(); rings > 0; rings--) points(count(), width, little);
    } else if (kind >= 4 && kind <= 7) {
      for (let parts = count(); parts > 0; parts--) geometry(depth + 1);
    } else throw new RangeError('no geometry that is known');
  }

  try {
    geometry(0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const inside = west >= -180 && east <= 180 && south >= -90 && north <= 90 && west <= east;
  return inside ? [west, south, east, north] : null;
}

/** A point or a box as WKB, little endian. */
export function wkbOf([west, south, east, north]: Box): Uint8Array {
  const point = west === east && south === north;
  const corners = point
    ? [[west, south]]
    : [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ];
  const header = point ? 5 : 13;
  const bytes = new Uint8Array(header + corners.length * 16);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(1, point ? 1 : 3, true);
  if (!point) {
    view.setUint32(5, 1, true);
    view.setUint32(9, corners.length, true);
  }
  corners.flat().forEach((value, i) => {
    view.setFloat64(header + i * 8, value as number, true);
  });
  return bytes;
}

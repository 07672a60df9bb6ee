import type { Geometry, Position } from '../geometry';

/** Number of WGS 84 in the tables of a GeoPackage. */
export const WGS84 = 4326;

const KINDS = { Point: 1, Polygon: 3, MultiPolygon: 6 } as const;
/** Flags of the header: little endian, with an envelope of x and y. */
const FLAGS = 0b0000_0011;

/** West, south, east, north of a geometry. */
export function envelopeOf(geometry: Geometry): readonly [number, number, number, number] {
  const all = positionsOf(geometry);
  const lons = all.map(([lon]) => lon);
  const lats = all.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** As a GeoPackage stores it (OGC 12-128r18, 2.1.3): its own header, then well-known binary. */
export function geometryBlob(geometry: Geometry): Uint8Array {
  const [west, south, east, north] = envelopeOf(geometry);
  const out = new Writer();
  out.bytes(0x47, 0x50, 0, FLAGS);
  out.uint32(WGS84);
  for (const side of [west, east, south, north]) out.float64(side);
  writeWkb(out, geometry);
  return out.take();
}

function writeWkb(out: Writer, geometry: Geometry): void {
  out.bytes(1);
  out.uint32(KINDS[geometry.type]);
  if (geometry.type === 'Point') {
    out.position(geometry.coordinates);
    return;
  }
  out.uint32(geometry.coordinates.length);
  if (geometry.type === 'MultiPolygon') {
    for (const coordinates of geometry.coordinates) writeWkb(out, { type: 'Polygon', coordinates });
    return;
  }
  for (const ring of geometry.coordinates) {
    out.uint32(ring.length);
    for (const position of ring) out.position(position);
  }
}

function positionsOf(geometry: Geometry): readonly Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}

/** Little endian. */
class Writer {
  private readonly out: number[] = [];

  bytes(...values: readonly number[]): void {
    this.out.push(...values);
  }

  uint32(value: number): void {
    this.out.push(...new Uint8Array(Uint32Array.of(value).buffer));
  }

  float64(value: number): void {
    this.out.push(...new Uint8Array(Float64Array.of(value).buffer));
  }

  position([lon, lat]: Position): void {
    this.float64(lon);
    this.float64(lat);
  }

  take(): Uint8Array {
    return Uint8Array.from(this.out);
  }
}

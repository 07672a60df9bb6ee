/** A shift between datums as PROJ's database has it. */
export interface Helmert {
  readonly method_code: number;
  readonly source_crs_code: number;
  readonly accuracy: number | null;
  readonly tx: number;
  readonly ty: number;
  readonly tz: number;
  readonly rx: number | null;
  readonly ry: number | null;
  readonly rz: number | null;
  readonly rotation_uom_code: number | null;
  readonly scale_difference: number | null;
  readonly scale_difference_uom_code: number | null;
  readonly px: number | null;
}

/** Arc seconds in a unit, by EPSG's number of it: arc second, microradian, thousandth of an arc second, radian. */
const ARC_SECONDS: Readonly<Record<number, number>> = {
  9104: 1,
  9109: (180 * 3600) / Math.PI / 1e6,
  1031: 1e-3,
  9101: (180 * 3600) / Math.PI,
};
/** Parts per million in a unit: per million, per thousand million, plain. */
const PER_MILLION: Readonly<Record<number, number>> = { 9202: 1, 1028: 1e-3, 9201: 1e6 };
/** Rotations of the frame are those of the vector turned about. */
const OF_VECTOR = new Set([9606, 1033, 1037]);
const OF_FRAME = new Set([9607, 1032, 1038]);
const MOVED_ONLY = new Set([9603, 1031, 1035]);

/** @returns the numbers of proj4's towgs84: metres, arc seconds of the position vector, parts per million; null for other methods */
export function helmertWords(helmert: Helmert): string | null {
  const { method_code: method, tx, ty, tz } = helmert;
  if (MOVED_ONLY.has(method)) return [tx, ty, tz].join(',');
  const sign = OF_VECTOR.has(method) ? 1 : OF_FRAME.has(method) ? -1 : 0;
  const unit = ARC_SECONDS[helmert.rotation_uom_code ?? 0];
  const scale = PER_MILLION[helmert.scale_difference_uom_code ?? 0];
  if (sign === 0 || unit === undefined || scale === undefined || helmert.px !== null) return null;
  const turned = [helmert.rx, helmert.ry, helmert.rz].map((value) =>
    Number(((value ?? 0) * sign * unit).toPrecision(9)),
  );
  const grown = Number(((helmert.scale_difference ?? 0) * scale).toPrecision(9));
  return [tx, ty, tz, ...turned, grown].map((value) => value || 0).join(',');
}

/**
 * Where a picture lies on the ground: `x = a·column + b·row + c`, `y = d·column + e·row + f`, with columns and rows
 * in px from the upper left corner of the picture.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export interface Georeference {
  readonly affine: Affine;
  /** What x and y are: `EPSG:32633`, or WKT as a .prj file has it; null where the file does not say. */
  readonly crs: string | null;
}

export function onGround({ a, b, c, d, e, f }: Affine, column: number, row: number) {
  return { x: a * column + b * row + c, y: d * column + e * row + f };
}

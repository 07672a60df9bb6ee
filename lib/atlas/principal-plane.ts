/** Rounds of the power iteration. */
const ROUNDS = 12;

/**
 * The two directions in which vectors differ most, and where each lies on that plane.
 * @param rows [items * dim]
 * @returns x, y of each row around 0, [2 * items]
 */
export function principalPlane(
  rows: Float32Array,
  dim: number,
  random: () => number,
): Float32Array<ArrayBuffer> {
  const items = rows.length / dim;
  const mean = new Float64Array(dim);
  for (let i = 0; i < rows.length; i++) {
    mean[i % dim] = (mean[i % dim] as number) + (rows[i] as number) / items;
  }
  const along = (row: number, axis: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < dim; i++) {
      sum += ((rows[row * dim + i] as number) - (mean[i] as number)) * (axis[i] as number);
    }
    return sum;
  };
  const axes: Float64Array[] = [];
  for (let which = 0; which < 2; which++) {
    let axis = Float64Array.from({ length: dim }, () => random() - 0.5);
    for (let round = 0; round < ROUNDS; round++) {
      const next = new Float64Array(dim);
      for (let row = 0; row < items; row++) {
        const share = along(row, axis);
        for (let i = 0; i < dim; i++) {
          next[i] =
            (next[i] as number) + share * ((rows[row * dim + i] as number) - (mean[i] as number));
        }
      }
      for (const other of axes) {
        const share = next.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
        for (let i = 0; i < dim; i++) next[i] = (next[i] as number) - share * (other[i] as number);
      }
      const length = Math.hypot(...next);
      if (length < 1e-12) break;
      axis = next.map((value) => value / length);
    }
    axes.push(axis);
  }
  const places = new Float32Array(2 * items);
  for (let row = 0; row < items; row++) {
    axes.forEach((axis, which) => {
      places[2 * row + which] = along(row, axis);
    });
  }
  return places;
}

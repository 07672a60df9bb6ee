/** How the embeddings of a gallery are spread: their mean, and the factor of their shrunk covariance. */
export interface Space {
  readonly dim: number;
  /** [dim] */
  readonly mean: Float64Array<ArrayBuffer>;
  /** Lower triangle L of L L' = covariance + shrinkage, [dim * dim], row-major. */
  readonly factor: Float64Array<ArrayBuffer>;
}

/**
 * Multiple of the mean variance that is added to the diagonal: between the plain mean of examples (infinite) and full
 * whitening (0), which trusts a covariance of few rows too far. Five examples on UC Merced, precision@20: 0.1 .902,
 * 1 .934, 10 .948, 100 .929.
 */
const SHRINKAGE = 10;

/**
 * Some 25 ms for 512 rows of 256 dimensions; once a gallery.
 * @param rows a sample of the gallery, normalized, at least one, [dim] each
 */
export function spaceOf(rows: readonly Float32Array[]): Space {
  const dim = (rows[0] as Float32Array).length;
  const mean = new Float64Array(dim);
  for (const row of rows) add(mean, row, 1 / rows.length);
  const covariance = new Float64Array(dim * dim);
  const centred = new Float64Array(dim);
  for (const row of rows) {
    for (let i = 0; i < dim; i++) centred[i] = (row[i] as number) - (mean[i] as number);
    for (let i = 0; i < dim; i++) {
      const value = (centred[i] as number) / rows.length;
      for (let j = 0, at = i * dim; j <= i; j++, at++) {
        covariance[at] = (covariance[at] as number) + value * (centred[j] as number);
      }
    }
  }
  let variance = 0;
  for (let i = 0; i < dim; i++) variance += (covariance[i * dim + i] as number) / dim;
  // A gallery of one image, or of copies, has no spread: then every direction counts the same.
  const shrinkage = variance > 0 ? SHRINKAGE * variance : 1;
  for (let i = 0; i < dim; i++) {
    covariance[i * dim + i] = (covariance[i * dim + i] as number) + shrinkage;
  }
  return { dim, mean, factor: cholesky(covariance, dim) };
}

/** Solves (covariance + shrinkage) x = b. @param b [dim], kept as it is */
export function whiten({ dim, factor }: Space, b: Float64Array): Float64Array<ArrayBuffer> {
  const x = Float64Array.from(b);
  for (let i = 0; i < dim; i++) {
    let value = x[i] as number;
    for (let k = 0, at = i * dim; k < i; k++, at++)
      value -= (factor[at] as number) * (x[k] as number);
    x[i] = value / (factor[i * dim + i] as number);
  }
  for (let i = dim - 1; i >= 0; i--) {
    const value = (x[i] as number) / (factor[i * dim + i] as number);
    x[i] = value;
    for (let k = 0, at = i * dim; k < i; k++, at++)
      x[k] = (x[k] as number) - (factor[at] as number) * value;
  }
  return x;
}

/** sum += weight * row */
export function add(sum: Float64Array, row: ArrayLike<number>, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (row[i] as number);
}

/** In place of the lower triangle. */
function cholesky(matrix: Float64Array<ArrayBuffer>, dim: number): Float64Array<ArrayBuffer> {
  for (let i = 0; i < dim; i++) {
    for (let j = 0; j <= i; j++) {
      let value = matrix[i * dim + j] as number;
      for (let k = 0, a = i * dim, b = j * dim; k < j; k++, a++, b++) {
        value -= (matrix[a] as number) * (matrix[b] as number);
      }
      matrix[i * dim + j] = i === j ? Math.sqrt(value) : value / (matrix[j * dim + j] as number);
    }
  }
  return matrix;
}

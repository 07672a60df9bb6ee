/** Rows in rank order, best first, with their scores; equal scores keep the order of their rows. */
export interface Ranking {
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly scores: Float32Array<ArrayBuffer>;
}

/** Inner product; of normalized vectors the cosine. Both have the same length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The vector at length 1, as a new array. A zero vector stays zero. */
export function normalize(vector: ArrayLike<number>): Float32Array<ArrayBuffer> {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) ** 2;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  // A loop, as Float32Array.from takes ten times as long, and galleries have many rows.
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < unit.length; i++) unit[i] = (vector[i] as number) * factor;
  return unit;
}

/**
 * Inner products of a query with every row.
 * @param matrix [rows * dim], row-major
 * @param query [dim]
 * @returns [rows]
 */
export function scoreRows(
  matrix: Float32Array,
  dim: number,
  query: Float32Array,
): Float32Array<ArrayBuffer> {
  const scores = new Float32Array(Math.floor(matrix.length / dim));
  // Doubles once, not at each row; and four sums that need not wait for each other.
  const wanted = Float64Array.from(query);
  const whole = dim - (dim % 4);
  for (let row = 0, at = 0; row < scores.length; row++, at += dim) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = 0, p = at; i < whole; i += 4, p += 4) {
      a += (matrix[p] as number) * (wanted[i] as number);
      b += (matrix[p + 1] as number) * (wanted[i + 1] as number);
      c += (matrix[p + 2] as number) * (wanted[i + 2] as number);
      d += (matrix[p + 3] as number) * (wanted[i + 3] as number);
    }
    for (let i = whole; i < dim; i++) a += (matrix[at + i] as number) * (wanted[i] as number);
    scores[row] = a + b + (c + d);
  }
  return scores;
}

/**
 * The `k` highest scores without sorting the rest: a heap of `k` whose root is the worst that still counts.
 * NaN never ranks.
 * @returns fewer than `k` where there are fewer scores
 */
export function topK(scores: Float32Array, k: number): Ranking {
  const size = Math.max(0, Math.min(Math.floor(k), scores.length));
  const heap = new Uint32Array(size);
  const worse = (a: number, b: number): boolean => {
    const gap = (scores[a] as number) - (scores[b] as number);
    return gap < 0 || (gap === 0 && a > b);
  };
  const sink = (from: number, length: number): void => {
    const row = heap[from] as number;
    let at = from;
    for (let child = 2 * at + 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && worse(heap[child + 1] as number, heap[child] as number)) child++;
      if (!worse(heap[child] as number, row)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = row;
  };
  let held = 0;
  for (let row = 0; row < scores.length; row++) {
    if (Number.isNaN(scores[row])) continue;
    if (held < size) {
      heap[held++] = row;
      if (held === size) for (let i = size >> 1; i >= 0; i--) sink(i, size);
    } else if (size > 0 && worse(heap[0] as number, row)) {
      heap[0] = row;
      sink(0, size);
    }
  }
  const rows = heap.subarray(0, held).sort((a, b) => (worse(a, b) ? 1 : -1));
  return { rows, scores: Float32Array.from(rows, (row) => scores[row] as number) };
}

/** The `k` rows with the highest inner product. Shapes as in {@link scoreRows}. */
export function nearestRows(
  matrix: Float32Array,
  dim: number,
  query: Float32Array,
  k: number,
): Ranking {
  return topK(scoreRows(matrix, dim, query), k);
}

/**
 * Probabilities over alternatives.
 * @param cosines -1..1
 * @param logitScale factor on the cosines before the softmax (the model's)
 * @returns same length, sums to 1
 */
export function softmax(cosines: ArrayLike<number>, logitScale: number): Float32Array<ArrayBuffer> {
  const values = Float32Array.from(cosines);
  // The maximum is taken off first, so that no exponential overflows.
  const most = values.reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const power = Math.exp(logitScale * ((values[i] as number) - most));
    values[i] = power;
    sum += power;
  }
  return values.map((value) => value / sum);
}

/** Rows whose components are whole numbers; each row has a scale of its own, which is not kept. */
export type QuantizedRows = Int8Array<ArrayBuffer> | Int16Array<ArrayBuffer>;

/**
 * Rows as whole numbers, each scaled by its own largest component: only directions are kept, and all bits are used.
 * At 256 dimensions 8 bits keep a cosine of about 0.99997 to the original, and 16 bits cosines with other vectors to
 * some 1e-6.
 * @param matrix [rows * dim]
 * @returns [rows * dim], -127..127 or -32767..32767
 */
export function quantizeRows(matrix: Float32Array, dim: number, bits: 8 | 16): QuantizedRows {
  const quantized = bits === 8 ? new Int8Array(matrix.length) : new Int16Array(matrix.length);
  const most = 2 ** (bits - 1) - 1;
  for (let start = 0; start < matrix.length; start += dim) {
    let peak = 0;
    for (let i = start; i < start + dim; i++) peak = Math.max(peak, Math.abs(matrix[i] as number));
    if (peak === 0) continue;
    for (let i = start; i < start + dim; i++) {
      quantized[i] = Math.round(((matrix[i] as number) / peak) * most);
    }
  }
  return quantized;
}

/** Reads what {@link quantizeRows} wrote. @returns [rows * dim], rows normalized */
export function dequantizeRows(quantized: QuantizedRows, dim: number): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(quantized.length);
  for (let start = 0; start < quantized.length; start += dim) {
    let squares = 0;
    for (let i = start; i < start + dim; i++) squares += (quantized[i] as number) ** 2;
    const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let i = start; i < start + dim; i++) matrix[i] = (quantized[i] as number) * factor;
  }
  return matrix;
}

/** Vectors to search among. The same in Node and in the page, so that an index built here fits there. */

export const DIM = 256;
const CLUSTERS = 300;

/** Unit vectors that lie in clusters as embeddings do. @returns [size * DIM] */
export function clustered(size: number): Float32Array<ArrayBuffer> {
  const random = generator(1);
  const centers = Array.from({ length: CLUSTERS }, () =>
    Float32Array.from({ length: DIM }, random),
  );
  const matrix = new Float32Array(size * DIM);
  for (let row = 0; row < size; row++) {
    const center = centers[row % centers.length] as Float32Array;
    unit(matrix, row, (d) => (center[d] as number) + 0.5 * random());
  }
  return matrix;
}

/** Queries near rows, as words are near what they mean. @returns each [DIM], of length 1 */
export function queriesNear(matrix: Float32Array, count: number): Float32Array<ArrayBuffer>[] {
  return Array.from({ length: count }, (_, i) => {
    const random = generator(100 + i);
    const row = (i * 7919) % (matrix.length / DIM);
    const vector = new Float32Array(DIM);
    unit(vector, 0, (d) => (matrix[row * DIM + d] as number) + 0.03 * random());
    return vector;
  });
}

function unit(into: Float32Array, row: number, value: (d: number) => number): void {
  let squares = 0;
  for (let d = 0; d < DIM; d++) {
    const v = value(d);
    into[row * DIM + d] = v;
    squares += v * v;
  }
  for (let d = 0; d < DIM; d++)
    into[row * DIM + d] = (into[row * DIM + d] as number) / Math.sqrt(squares);
}

/** Repeatable numbers, roughly normal. */
function generator(seed: number): () => number {
  let state = seed >>> 0 || 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => uniform() + uniform() + uniform() - 1.5;
}

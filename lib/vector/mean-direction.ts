import { normalize } from './vector';

/** The direction of the mean of some vectors, at length 1; of none an empty one. @param vectors [dim] each */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (vector[d] as number);
  }
  return normalize(sum);
}

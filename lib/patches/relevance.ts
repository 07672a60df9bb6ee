import { probabilitiesOf, type Scoring } from '@/lib/vector/scoring';
import { softmax } from '@/lib/vector/vector';

/**
 * From patch embeddings to relevance maps. A matrix is row-major, one row a patch, one column a prompt.
 *
 * Every patch embedding is normalized before it is compared: models give patches embeddings of very different lengths,
 * and only the direction says what a patch shows.
 */

/**
 * Cosines of patches with prompts. A patch of all zeros has cosine 0 with everything.
 * @param patchEmbeds as the encoder gives them, [patches * dim]
 * @param prompts normalized text embeddings, [dim] each
 * @returns [patches * prompts], -1..1
 */
export function cosineMatrix(
  patchEmbeds: Float32Array,
  prompts: readonly Float32Array[],
  dim: number,
): Float32Array {
  if (patchEmbeds.length % dim !== 0) {
    throw new RangeError(`${patchEmbeds.length} values are not rows of ${dim}`);
  }
  if (prompts.some((prompt) => prompt.length !== dim)) {
    throw new RangeError(`a prompt does not have ${dim} values`);
  }
  const patches = patchEmbeds.length / dim;
  const cosines = new Float32Array(patches * prompts.length);
  for (let p = 0; p < patches; p++) {
    const row = patchEmbeds.subarray(p * dim, (p + 1) * dim);
    let squares = 0;
    for (let d = 0; d < dim; d++) squares += (row[d] as number) ** 2;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    prompts.forEach((prompt, c) => {
      let dot = 0;
      for (let d = 0; d < dim; d++) dot += (row[d] as number) * (prompt[d] as number);
      cosines[p * prompts.length + c] = dot * scale;
    });
  }
  return cosines;
}

/**
 * Probability of each prompt at each patch. By softmax a feature is probable where it fits better than the
 * background prompts do; by sigmoid it is judged alone. Neither depends on other patches: a map may be low
 * everywhere, which means "not here".
 * @param cosines [patches * prompts]
 * @param prompts number of columns: the features' and the background's
 * @param scoring the model's
 * @returns [patches * prompts]; by softmax each row sums to 1
 */
export function probabilityMatrix(
  cosines: Float32Array,
  prompts: number,
  scoring: Scoring,
): Float32Array {
  const probabilities = new Float32Array(cosines.length);
  for (let start = 0; start < cosines.length; start += prompts) {
    probabilities.set(probabilitiesOf(cosines.subarray(start, start + prompts), scoring), start);
  }
  return probabilities;
}

/** One prompt's map: its column of a matrix. [patches] */
export function mapOf(matrix: Float32Array, prompts: number, prompt: number): Float32Array {
  return Float32Array.from(
    { length: matrix.length / prompts },
    (_, patch) => matrix[patch * prompts + prompt] as number,
  );
}

/** What one feature's map is made of. */
export interface FeatureQuestion {
  /** As the encoder gives them, [patches * dim]. */
  readonly patchEmbeds: Float32Array;
  /** Normalized text embedding of what is looked for, [dim]. */
  readonly feature: Float32Array;
  /** Normalized text embeddings of what else may be there, without the feature itself. */
  readonly background: readonly Float32Array[];
  readonly scoring: Scoring;
}

export interface FeatureMap {
  /** 0..1, [patches]; by softmax against the background. */
  readonly probability: Float32Array;
  /** Raw cosine with the feature, -1..1, [patches]. */
  readonly cosine: Float32Array;
}

/** Map of one feature against a background, by both readings. */
export function featureMap(question: FeatureQuestion): FeatureMap {
  const prompts = [question.feature, ...question.background];
  const cosines = cosineMatrix(question.patchEmbeds, prompts, question.feature.length);
  const probabilities = probabilityMatrix(cosines, prompts.length, question.scoring);
  return {
    probability: mapOf(probabilities, prompts.length, 0),
    cosine: mapOf(cosines, prompts.length, 0),
  };
}

/**
 * The published demo's reading: softmax of one prompt's cosines over the patches. It sums to 1 over the image,
 * so it has a peak even where the feature is absent: for display only.
 * @param cosines one map, [patches]
 */
export function relativeMap(cosines: Float32Array, logitScale: number): Float32Array {
  return softmax(cosines, logitScale);
}

/** Where a map is highest (the first such patch), and how high: that height is the feature's presence score. */
export interface Peak {
  readonly index: number;
  readonly value: number;
}

/** @throws RangeError where the map is empty */
export function peakOf(map: ArrayLike<number>): Peak {
  let peak: Peak | undefined;
  for (let index = 0; index < map.length; index++) {
    const value = map[index] as number;
    if (!peak || value > peak.value) peak = { index, value };
  }
  if (!peak) throw new RangeError('an empty map has no peak');
  return peak;
}

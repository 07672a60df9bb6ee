import { UMAP } from 'umap-js';
import { createExactIndex } from '@/lib/search-index/exact';
import { randomOf } from '@/lib/vector/random';
import { principalPlane } from './principal-plane';

const NEIGHBOURS = 15;
const SEED = 7;
/** Room at the edges. */
const MARGIN = 0.04;
/** Items of which UMAP finds the places at most: the others lie among their neighbours. */
export const MAPPED_MAX = 4000;
/** Rounds of the layout; begun with the plane, twice as many change little. */
const EPOCHS = 200;
/** Neighbours that decide where such an item lies. */
const ANCHORS = 5;

/**
 * Where each item lies on the map: UMAP of the embeddings by cosine, from exact neighbours, begun with the plane in
 * which they differ most. The same embeddings give the same map.
 *
 * @param embeddings [items * dim], normalized rows
 * @param onProgress share that is done, 0..1
 * @returns x, y of each item, 0..1; [2 * items]
 */
export function positionsOf(
  embeddings: Float32Array,
  dim: number,
  onProgress: (done: number) => void = () => {},
): Float32Array<ArrayBuffer> {
  const items = embeddings.length / dim;
  if (items <= MAPPED_MAX) return normalized(mapped(embeddings, dim, onProgress));
  const step = items / MAPPED_MAX;
  const rows = Array.from({ length: MAPPED_MAX }, (_, i) => Math.floor(i * step));
  const sample = new Float32Array(MAPPED_MAX * dim);
  rows.forEach((row, i) => {
    sample.set(embeddings.subarray(row * dim, (row + 1) * dim), i * dim);
  });
  const places = mapped(sample, dim, (done) => onProgress(0.7 * done));
  return normalized(
    among(embeddings, dim, sample, rows, places, (done) => onProgress(0.7 + 0.3 * done)),
  );
}

function mapped(
  embeddings: Float32Array,
  dim: number,
  onProgress: (done: number) => void,
): Float32Array<ArrayBuffer> {
  const items = embeddings.length / dim;
  const plane = principalPlane(embeddings, dim, randomOf(SEED));
  // UMAP needs some neighbours; of a handful the plane says as much.
  if (items <= NEIGHBOURS) return plane;
  const index = createExactIndex(embeddings as Float32Array<ArrayBuffer>, dim);
  const rows: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < items; row++) {
    const found = index.search(embeddings.subarray(row * dim, (row + 1) * dim), NEIGHBOURS);
    rows.push([...found.rows]);
    distances.push(Array.from(found.similarities, (similarity) => Math.max(0, 1 - similarity)));
    if (row % 256 === 0) onProgress((0.3 * row) / items);
  }
  const umap = new UMAP({
    nComponents: 2,
    nNeighbors: NEIGHBOURS,
    nEpochs: EPOCHS,
    minDist: 0.15,
    random: randomOf(SEED),
  });
  umap.setPrecomputedKNN(rows, distances);
  // With its neighbours known, it needs of the items only how many there are.
  const epochs = umap.initializeFit(rows);
  const embedding = umap.getEmbedding();
  const scale = 10 / Math.max(1e-9, ...plane.map(Math.abs));
  embedding.forEach((place, i) => {
    place[0] = (plane[2 * i] as number) * scale;
    place[1] = (plane[2 * i + 1] as number) * scale;
  });
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % 10 === 0) onProgress(0.3 + (0.7 * epoch) / epochs);
  }
  return Float32Array.from(umap.getEmbedding().flatMap(([x = 0, y = 0]) => [x, y]));
}

/** Puts items among the nearest of those that have a place. @param rows those, ascending; [sample] of them */
function among(
  embeddings: Float32Array,
  dim: number,
  sample: Float32Array,
  rows: readonly number[],
  places: Float32Array,
  onProgress: (done: number) => void,
): Float32Array<ArrayBuffer> {
  const items = embeddings.length / dim;
  const index = createExactIndex(sample as Float32Array<ArrayBuffer>, dim);
  const positions = new Float32Array(2 * items);
  let next = 0;
  for (let row = 0; row < items; row++) {
    if (row === rows[next]) {
      positions.set(places.subarray(2 * next, 2 * next + 2), 2 * row);
      next++;
      continue;
    }
    const near = index.search(embeddings.subarray(row * dim, (row + 1) * dim), ANCHORS);
    let sum = 0;
    near.rows.forEach((anchor, rank) => {
      const weight = 1 / (1.001 - (near.similarities[rank] as number)) ** 2;
      sum += weight;
      for (const axis of [0, 1]) {
        positions[2 * row + axis] =
          (positions[2 * row + axis] as number) + weight * (places[2 * anchor + axis] as number);
      }
    });
    for (const axis of [0, 1])
      positions[2 * row + axis] = (positions[2 * row + axis] as number) / sum;
    if (row % 1024 === 0) onProgress(row / items);
  }
  return positions;
}

/** Into 0..1 with a margin, both axes by the same factor. */
function normalized(positions: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  positions.forEach((value, i) => {
    const axis = i % 2;
    least[axis] = Math.min(least[axis] as number, value);
    most[axis] = Math.max(most[axis] as number, value);
  });
  const spans = [0, 1].map((axis) => (most[axis] as number) - (least[axis] as number));
  const span = Math.max(...spans) || 1;
  return positions.map((value, i) => {
    const axis = i % 2;
    const middle = ((most[axis] as number) + (least[axis] as number)) / 2;
    return 0.5 + ((value - middle) / span) * (1 - 2 * MARGIN);
  });
}

import { randomOf } from '@/lib/vector/random';
import type { Region } from './types';

const MOST = 28;
const ROUNDS = 12;
const SEED = 11;

/**
 * Parts a map into regions: k-means of the positions. Largest first.
 * @param positions [2 * items] @param embeddings [items * dim]
 */
export function regionsOf(
  positions: Float32Array,
  embeddings: Float32Array,
  dim: number,
): Region[] {
  const items = positions.length / 2;
  const wanted = Math.min(items, MOST, Math.max(1, Math.round(Math.sqrt(items) / 1.6)));
  const centres = farApart(positions, wanted);
  const regionOf = new Uint16Array(items);
  for (let round = 0; round < ROUNDS; round++) {
    const sums = Array.from({ length: wanted }, () => ({ x: 0, y: 0, count: 0 }));
    for (let item = 0; item < items; item++) {
      const [x, y] = [positions[2 * item] as number, positions[2 * item + 1] as number];
      const region = nearest(centres, x, y);
      regionOf[item] = region;
      const sum = sums[region] as (typeof sums)[number];
      sum.x += x;
      sum.y += y;
      sum.count++;
    }
    sums.forEach(({ x, y, count }, i) => {
      if (count > 0) centres[i] = { x: x / count, y: y / count };
    });
  }
  return centres
    .map((centre, region) => ({ ...centre, ...contentOf(region, regionOf, embeddings, dim) }))
    .filter((region) => region.items > 0)
    .sort((a, b) => b.items - a.items);
}

function contentOf(region: number, regionOf: Uint16Array, embeddings: Float32Array, dim: number) {
  const mean = new Float32Array(dim);
  let items = 0;
  regionOf.forEach((of, item) => {
    if (of !== region) return;
    items++;
    for (let i = 0; i < dim; i++) {
      mean[i] = (mean[i] as number) + (embeddings[item * dim + i] as number);
    }
  });
  const length = Math.hypot(...mean) || 1;
  return { items, mean: mean.map((value) => value / length) };
}

/** First centres, drawn with more chance where none is near (k-means++). */
function farApart(positions: Float32Array, wanted: number): { x: number; y: number }[] {
  const random = randomOf(SEED);
  const items = positions.length / 2;
  const at = (item: number) => ({
    x: positions[2 * item] as number,
    y: positions[2 * item + 1] as number,
  });
  const centres = [at(Math.floor(random() * items))];
  const distances = new Float64Array(items).fill(Number.POSITIVE_INFINITY);
  while (centres.length < wanted) {
    const latest = centres.at(-1) as { x: number; y: number };
    let sum = 0;
    for (let item = 0; item < items; item++) {
      const { x, y } = at(item);
      const distance = (x - latest.x) ** 2 + (y - latest.y) ** 2;
      distances[item] = Math.min(distances[item] as number, distance);
      sum += distances[item] as number;
    }
    let rest = random() * sum;
    let chosen = 0;
    while (chosen < items - 1 && rest > (distances[chosen] as number)) {
      rest -= distances[chosen] as number;
      chosen++;
    }
    centres.push(at(chosen));
  }
  return centres;
}

function nearest(centres: readonly { x: number; y: number }[], x: number, y: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((centre, i) => {
    const distance = (x - centre.x) ** 2 + (y - centre.y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

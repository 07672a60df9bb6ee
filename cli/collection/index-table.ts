import type { CollectionIndexKind } from '@/lib/collection/types';
import { normalize } from '@/lib/vector/vector';
import { type LanceTable, loadStore } from './store/lancedb';
import type { CollectionManifest } from './store/manifest';

/** Rows from which on an index is worth its building: below, every item is compared. */
export const INDEXED_FROM = 20_000;
/** Rows of an answer that recall is measured at, and the recall that is asked for. */
const AT = 10;
export const WANTED = 0.95;
const SAMPLE = 100;
/** Shorter vectors are not quantized to one bit a number: that would lose too much. */
const QUANTIZED_FROM = 64;
/** How far a query of the sample is from the item that it is made of: a component's noise, of unit vectors. */
const NOISE = 0.03;
/** Partitions looked into and candidates an answer's row compared exactly, from quick to thorough. */
const PROBES = [
  { partitions: 8, refine: 5 },
  { partitions: 16, refine: 10 },
  { partitions: 32, refine: 20 },
  { partitions: 64, refine: 20 },
  { partitions: 64, refine: 30 },
  { partitions: 64, refine: 40 },
  { partitions: 128, refine: 40 },
] as const;

/** Recall of one way to ask the index: mean share of exact search's first ten that it finds. */
export interface Recall {
  readonly recall: number;
  readonly sample: number;
  readonly probes: { readonly partitions: number; readonly refine: number };
}

export interface IndexOptions {
  /** Makes the index of embeddings anew although there is one. */
  readonly rebuild?: boolean;
  /** Rows from which on there is one; {@link INDEXED_FROM} where nothing is said. */
  readonly from?: number;
}

/** About the square root of the rows, as a power of two: lists and number of lists grow alike. */
export function partitionsFor(rows: number): number {
  return 2 ** Math.max(4, Math.round(Math.log2(Math.sqrt(rows))));
}

/**
 * Builds the indexes of a table, or brings them up to what was added, and measures what they find. An index that does
 * not find enough is replaced by one of whole vectors, which is slower.
 *
 * @returns the manifest with what was found, and the measurement; without one where the collection is small
 */
export async function indexTable(
  table: LanceTable,
  manifest: CollectionManifest,
  { rebuild = false, from = INDEXED_FROM }: IndexOptions = {},
): Promise<{ manifest: CollectionManifest; measured?: Recall }> {
  const { Index } = (await loadStore()).lance;
  const there = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  if (!there.has('id')) await table.createIndex('id', { config: Index.btree(), replace: true });
  const { index: before, probes: _, ...bare } = manifest;
  if (manifest.rows < from) {
    await table.optimize();
    return { manifest: bare };
  }
  const build = async (kind: CollectionIndexKind): Promise<void> => {
    const options = {
      distanceType: 'cosine',
      numPartitions: partitionsFor(manifest.rows),
    } as const;
    const config = kind === 'ivf-rq' ? Index.ivfRq(options) : Index.ivfFlat(options);
    await table.createIndex('vector', { config, replace: true });
  };
  let kind = (!rebuild && before?.kind) || (manifest.dim < QUANTIZED_FROM ? 'ivf-flat' : 'ivf-rq');
  if (rebuild || !there.has('vector') || before === undefined) await build(kind);
  // Rows that came after an index was built are put into it.
  await table.optimize();
  let measured = await measureRecall(table, manifest);
  if (measured.recall < WANTED && kind === 'ivf-rq') {
    kind = 'ivf-flat';
    await build(kind);
    measured = await measureRecall(table, manifest);
  }
  const { recall, probes } = measured;
  return { manifest: { ...bare, index: { kind, recall }, probes }, measured };
}

/** The quickest way to ask the index that finds enough, or the most thorough one. */
export async function measureRecall(
  table: LanceTable,
  { rows, dim, probes }: Pick<CollectionManifest, 'rows' | 'dim' | 'probes'>,
  ways: readonly Recall['probes'][] = PROBES,
): Promise<Recall> {
  const queries = await sampleQueries(table, rows, dim);
  const exact: string[][] = [];
  for (const query of queries) exact.push(await nearest(table, query, null));
  let best: Recall | undefined;
  for (const way of ways) {
    let found = 0;
    for (const [i, query] of queries.entries()) {
      const ids = new Set(await nearest(table, query, way));
      found += (exact[i] ?? []).filter((id) => ids.has(id)).length / AT;
    }
    const recall = found / queries.length;
    if (!best || recall > best.recall) best = { recall, sample: queries.length, probes: way };
    if (recall >= WANTED) break;
  }
  return best ?? { recall: 0, sample: 0, probes: probes ?? PROBES[0] };
}

/** Items from all over the table, each moved a little: a query is near items and seldom one of them. */
async function sampleQueries(table: LanceTable, rows: number, dim: number) {
  const queries: Float32Array[] = [];
  const [groups, each] = [10, SAMPLE / 10];
  const random = randomFrom(20_260);
  for (let i = 0; i < groups; i++) {
    const offset = Math.floor((i * Math.max(0, rows - each)) / groups);
    const part = await table.query().select(['vector']).limit(each).offset(offset).toArrow();
    const vectors = part.getChild<Iterable<number>>('vector');
    for (let row = 0; row < part.numRows; row++) {
      const values = Array.from(vectors?.get(row) ?? new Float32Array(dim));
      // A sum of three is near enough to a normal distribution here; its deviation is 1/2.
      queries.push(
        normalize(values.map((v) => v + 2 * NOISE * (random() + random() + random() - 1.5))),
      );
    }
  }
  return queries;
}

async function nearest(
  table: LanceTable,
  query: Float32Array,
  way: Recall['probes'] | null,
): Promise<string[]> {
  const search = table.query().nearestTo(query).distanceType('cosine');
  if (way === null) search.bypassVectorIndex();
  else search.nprobes(way.partitions).refineFactor(way.refine);
  const found = await search.select(['id', '_distance']).limit(AT).toArrow();
  const ids = found.getChild<string>('id');
  return Array.from({ length: found.numRows }, (_, row) => ids?.get(row) ?? '');
}

/** The same numbers each time, 0..1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

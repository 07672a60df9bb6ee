import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from '@playwright/test';
import { buildHnswIndex, DEFAULT_M } from '@/lib/search-index/kinds/hnsw/hnsw';
import { type Bench, ROOT } from '../context';
import { memoryCounter } from '../memory-count';
import type { SearchCalls } from '../page/search.worker';
import { bundle, servePages } from '../page-files';
import { interleaved, rounded, summaryOf } from '../stats';
import type { Row } from '../types';
import { clustered, DIM } from '../vectors';

const SIZES = [1000, 10_000, 100_000] as const;
const WAYS = {
  exact: 'exact search',
  plain: 'cosine of every row, sort all',
  hnsw: 'HNSW',
} as const;
/** Half of what the gallery builder takes: 100,000 vectors are built in a minute, and are found none the worse. */
const EF_CONSTRUCTION = 100;
/** Below this the times of HNSW are no times of a search. */
const LEAST_RECALL = 0.98;
const FOLDER = join(ROOT, '.cache/bench/index');

/** The ways to search, over vectors that lie in clusters as embeddings do, in a worker of Chromium's. */
export async function index(bench: Bench) {
  await bundle('search.worker.ts', join(FOLDER, 'search.worker.js'));
  writeFileSync(
    join(FOLDER, 'index.html'),
    '<!doctype html><title>Indexes</title><script type="module" src="/start.js"></script>',
  );
  writeFileSync(
    join(FOLDER, 'start.js'),
    "globalThis.worker = new Worker('/search.worker.js', { type: 'module' });",
  );
  const server = await servePages(FOLDER);
  const url = `http://localhost:${server.port}`;
  const rows: Row[] = [];
  const ratios: Record<string, number> = {};
  const left: string[] = [];
  try {
    for (const size of SIZES) {
      const file = await builtIndex(size, bench);
      const measured = await measuredAt(size, `${url}/${file}`, url, bench);
      rows.push(...measured.rows);
      const median = (way: string) => summaryOf(measured.times[way] ?? []).median;
      ratios[`${size}: cosine-and-sort over exact`] = rounded(median('plain') / median('exact'));
      ratios[`${size}: HNSW over exact`] = rounded(median('hnsw') / median('exact'));
      if (measured.recall < LEAST_RECALL) {
        left.push(
          `HNSW at ${size} finds ${measured.recall} of the nearest: its time does not count.`,
        );
      }
    }
  } finally {
    await server.close();
  }
  return {
    title: 'The index',
    how: `In a worker of Chromium's, one thread: ${DIM}-d unit vectors in clusters, k 10, queries near rows. HNSW (M ${DEFAULT_M}, built with ef ${EF_CONSTRUCTION}) searches with the page's own ef, 128. Opened: from bytes that are there, HNSW with its program compiled; exact search takes the bytes as they are, the plain way makes an object a vector. Memory: what the worker holds more after a garbage collection, objects, array buffers and WebAssembly memories; of exact search the embeddings, of HNSW its program's memory, whose first 16 MB it has at any size.`,
    rows,
    ratios,
    ...(left.length > 0 && { left }),
  };
}

async function measuredAt(
  size: number,
  file: string,
  url: string,
  { fresh, samples, progress }: Bench,
) {
  const { context, page } = await fresh();
  try {
    const count = await memoryCounter(context, page);
    const [worker] = await Promise.all([
      page.waitForEvent('worker'),
      page.goto(`${url}/index.html`),
    ]);
    const call = callerOf(worker);
    const rows: Row[] = [];
    const add = (name: string, unit: Row['unit'], values: readonly number[]) =>
      rows.push({ name: `${size}: ${name}`, unit, ...summaryOf(values) });
    let held = (await count()).all;
    await call('vectors', size);
    for (const [way, name] of Object.entries(WAYS)) {
      const took = await (way === 'hnsw' ? call('hnsw', file) : call(way as 'exact' | 'plain'));
      const now = (await count()).all;
      add(`${name}, opened`, 'ms', [took]);
      add(`${name}, memory`, 'MB', [now - held]);
      held = now;
    }
    const recall = await call('recall');
    add("HNSW's recall@10", 'share', [recall]);
    const bar = progress(`${size} vectors`, samples);
    let next = 0;
    const runs = Object.keys(WAYS).map(
      (way) => [way, () => call('query', way, Math.floor(next++ / 3))] as const,
    );
    const times = await interleaved(samples, Object.fromEntries(runs), 8, () => bar.step());
    bar.done();
    for (const [way, name] of Object.entries(WAYS)) add(name, 'ms', times[way] ?? []);
    return { rows, times, recall };
  } finally {
    await context.close();
  }
}

/** Calls what ../page/search.worker.ts has put there. */
function callerOf(worker: Worker) {
  return async <N extends keyof SearchCalls>(
    name: N,
    ...args: Parameters<SearchCalls[N]>
  ): Promise<Awaited<ReturnType<SearchCalls[N]>>> => {
    const result: unknown = await worker.evaluate(
      async ([method, values]) => {
        // Its script may still be loading.
        while (!('calls' in globalThis)) await new Promise((resolve) => setTimeout(resolve, 5));
        const { calls } = globalThis as unknown as {
          calls: Record<string, (...args: unknown[]) => unknown>;
        };
        return calls[method]?.(...values);
      },
      [name, args] as [string, unknown[]],
    );
    return result as Awaited<ReturnType<SearchCalls[N]>>;
  };
}

/** Builds an index once and keeps it: 100,000 vectors take a minute. @returns its file in FOLDER */
async function builtIndex(size: number, { progress }: Bench): Promise<string> {
  const matrix = clustered(size);
  const key = createHash('sha256').update(matrix).update(String(EF_CONSTRUCTION)).digest('hex');
  const file = `${size}-${key.slice(0, 16)}.hnsw`;
  const path = join(FOLDER, file);
  if (existsSync(path)) return file;
  const bar = progress(`HNSW of ${size} is built, this once`, size);
  const bytes = await buildHnswIndex(matrix, DIM, {
    efConstruction: EF_CONSTRUCTION,
    onProgress: () => bar.step(100),
  });
  bar.done();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  return file;
}

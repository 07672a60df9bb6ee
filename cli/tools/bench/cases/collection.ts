import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeInstalled } from '../../../collection/store/lancedb';
import { ApiClient, start, stop } from '../collection/client';
import { NEAREST, type Real, realEmbeddings, writeTiles } from '../collection/data';
import type { Bench } from '../context';
import { quantile, rounded, summaryOf } from '../stats';
import type { Row } from '../types';

/** Items that a page asks for at first. */
const K = 24;
const QUERIES = 200;
const CLIENTS = 16;
/** How long the clients ask, s. */
const RUSH = 60;
const FILTERS = {
  'in a tenth of the items, by a number': { columns: { cloud: { max: 9 } } },
  'in a box of 40° × 40°': { bbox: [0, 20, 40, 60] },
  'in one month': { from: '2024-06-01', to: '2024-06-30' },
} as const;

/** A collection of `size` items from files to answers, over HTTP as the page asks. */
export function collection(size: number) {
  return async ({ progress }: Bench) => {
    const described = {
      title: `A collection of ${size.toLocaleString('en')} items`,
      how: `Synthetic: the 2,100 embeddings of the gallery "aerial" (256 numbers), each taken in turn with noise added in every number (deviation .03, mean cosine with the photograph about .9), in Parquet files, put into LanceDB by npm run collection -- create with what it chooses itself. ${QUERIES} queries: real embeddings of the gallery's captions, over HTTP from another process of the same machine, ${K} results each. Recall@${NEAREST} is against comparing every vector with every query, outside LanceDB. Memory is the most that a process held (resident). ${CLIENTS} clients ask without a pause for ${RUSH} s.`,
    };
    if (!storeInstalled()) {
      return {
        ...described,
        rows: [],
        left: ['LanceDB is not installed: npm run collection -- setup'],
      };
    }
    const root = await mkdtemp(join(tmpdir(), 'overlook-bench-collection-'));
    try {
      const real = await realEmbeddings();
      return { ...described, ...(await measured(root, size, real, progress)) };
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  };
}

async function measured(root: string, size: number, real: Real, progress: Bench['progress']) {
  const step = Math.max(1, Math.floor(real.texts.length / QUERIES));
  const queries = real.texts.filter((_, i) => i % step === 0).slice(0, QUERIES);
  const writing = progress('writing and comparing', size);
  const nearest = writeTiles(root, size, real, queries, (rows) => writing.step(rows));
  writing.done();
  const dir = join(root, 'collections');
  const made = (await start(['create', 'tiles', root, dir], 'created')).told;
  const rows: Row[] = [
    one('building, with its index', 's', made.seconds),
    one('memory of building', 'MB', made.memory),
    one('on disk', 'MB', (await bytesOf(dir)) / 1e6),
    one('vectors alone, as float32', 'MB', (size * real.dim * 4) / 1e6),
  ];
  const began = performance.now();
  const { child, told } = await start(['serve', dir], 'listening');
  const client = new ApiClient(told.port, 'tiles');
  try {
    await client.search(queries[0] as Float32Array, K);
    rows.push(
      one('from the start of the server to its first answer', 'ms', performance.now() - began),
    );
    for (const query of queries.slice(0, 20)) await client.search(query, K);

    const alone = progress('one client', queries.length);
    const found: number[] = [];
    const times: number[] = [];
    for (const [i, query] of queries.entries()) {
      const { ids, ms } = await client.search(query, K);
      const among = new Set(ids.slice(0, NEAREST));
      found.push([...(nearest[i] as ReadonlySet<string>)].filter((id) => among.has(id)).length);
      times.push(ms);
      alone.step();
    }
    alone.done();
    const recall = found.reduce((sum, n) => sum + n, 0) / (NEAREST * found.length);
    rows.push(...latency('one client', times));
    rows.push(one(`recall@${NEAREST} of captions`, 'share', recall));
    for (const [name, filter] of Object.entries(FILTERS)) {
      const filtered: number[] = [];
      for (const query of queries.slice(0, 60)) {
        filtered.push((await client.search(query, K, filter)).ms);
      }
      rows.push(...latency(name, filtered));
    }
    rows.push(...(await rush(client, queries)));
  } finally {
    client.close();
    rows.push(one('memory of the server', 'MB', await stop(child)));
  }
  const manifest = JSON.parse(await readFile(join(dir, 'tiles/collection.json'), 'utf8')) as {
    index?: { kind: string; recall: number };
  };
  if (manifest.index) {
    rows.push(
      one(
        `recall@10 that create measured (${manifest.index.kind})`,
        'share',
        manifest.index.recall,
      ),
    );
  }
  return { rows };
}

/** Many clients at once: each asks again when it has its answer. */
async function rush(client: ApiClient, queries: readonly Float32Array[]): Promise<Row[]> {
  const until = performance.now() + RUSH * 1000;
  const times: number[] = [];
  let refused = 0;
  const ask = async (first: number) => {
    for (let i = first; performance.now() < until; i += CLIENTS) {
      const { status, ms } = await client.search(queries[i % queries.length] as Float32Array, K);
      if (status === 200) times.push(ms);
      else refused++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, i) => ask(i)));
  return [
    ...latency(`${CLIENTS} clients`, times),
    one(`${CLIENTS} clients, searches a second`, 'searches/s', times.length / RUSH),
    one(`${CLIENTS} clients, not answered`, 'requests', refused),
  ];
}

function latency(name: string, times: readonly number[]): Row[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [
    { name: `${name}, a search`, unit: 'ms', ...summaryOf(times) },
    { ...one(`${name}, p95`, 'ms', quantile(sorted, 0.95)), samples: times.length },
  ];
}

function one(name: string, unit: Row['unit'], value: number): Row {
  const v = rounded(value);
  return { name, unit, median: v, q1: v, q3: v, samples: 1 };
}

async function bytesOf(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    sum += entry.isDirectory() ? await bytesOf(path) : (await stat(path)).size;
  }
  return sum;
}

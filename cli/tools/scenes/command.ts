import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { RSICD_CATEGORIES } from '../../../lib/categories/categories';
import { SAMPLES } from './composites/samples';
import { FORMATS, type Format } from './output/image';
import type { Job, SceneRecord } from './output/job';
import { vocabulary } from './output/names';
import { makeAndKeep, readParts, removeParts } from './output/parts';
import { contactSheet, inBands } from './output/sheet';
import { timeJobs, writeTiming } from './output/timing';
import { TRAINING } from './training';

export const USAGE = `npm run scenes -- --out DIR [options]

  --count N        scenes in all, spread evenly over the categories (600)
  --size PX        side of a scene, 64 to 4096 (256)
  --seed TEXT      same seed, same scenes (1)
  --categories A,B only these, as in file names: storagetanks,pond (all 30)
  --set NAME       rsicd: the 30 categories (default); training: these and what RSICD does not name, three to two
  --truth full     every feature with a mask and synonyms, cars and small roads too; down to 0.2 m a pixel
  --resume         with --truth full: keep what an earlier, broken-off run of the same command has made
  --samples        the large samples (a town by a river, ...) instead, at --size (2048)
  --jobs N         worker threads (cores less one)
  --format F       webp, jpg or png (webp)
  --sheet FILE     also a contact sheet, a column a category (10 at most), as WebP
  --quality Q      of webp, 1 to 100 (82)
  --timing FILE    also what a scene takes, on one thread: adds this size to FILE (JSON)
`;

const SETS = ['rsicd', 'training'] as const;

const key = (category: string) => category.replaceAll(' ', '');

/** Reads a whole number between two limits. */
function whole(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`--${name} must be a whole number from ${low} to ${high}, not "${text}"`);
  }
  return value;
}

export interface Options {
  out: string;
  count: number;
  size: number;
  seed: string;
  /** In the order in which scenes take turns; the n-th turn of a category makes its n-th scene. */
  categories: readonly string[];
  full: boolean;
  resume: boolean;
  samples: boolean;
  jobs: number;
  format: Format;
  quality: number;
  sheet: string | undefined;
  timing: string | undefined;
}

export function parse(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      count: { type: 'string', default: '600' },
      size: { type: 'string' },
      samples: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      categories: { type: 'string' },
      set: { type: 'string', default: 'rsicd' },
      truth: { type: 'string', default: 'noted' },
      resume: { type: 'boolean', default: false },
      jobs: {
        type: 'string',
        default: String(Math.max(1, availableParallelism() - 1)),
      },
      sheet: { type: 'string' },
      timing: { type: 'string' },
      format: { type: 'string', default: 'webp' },
      quality: { type: 'string', default: '82' },
    },
  });
  if (!values.out) throw new RangeError('--out DIR is missing');
  const format = FORMATS.find((f) => f === values.format);
  if (!format) throw new RangeError(`--format must be one of ${FORMATS.join(', ')}`);
  const wanted = values.categories
    ?.split(',')
    .map((c) => c.trim().toLowerCase().replaceAll(' ', ''));
  const set = SETS.find((s) => s === values.set);
  if (!set) throw new RangeError(`--set must be one of ${SETS.join(', ')}`);
  if (!['noted', 'full'].includes(values.truth))
    throw new RangeError('--truth must be noted or full');
  const turns = set === 'rsicd' ? RSICD_CATEGORIES : trainingTurns();
  const categories = turns.filter((c) => !wanted || wanted.includes(key(c)));
  if (wanted && new Set(categories).size !== new Set(wanted).size) {
    throw new RangeError(`--categories: unknown name in "${values.categories}"`);
  }
  return {
    out: values.out,
    count: whole('count', values.count, 1, 1_000_000),
    size: whole('size', values.size ?? (values.samples ? '2048' : '256'), 64, 4096),
    samples: values.samples,
    seed: values.seed,
    categories,
    full: values.truth === 'full',
    resume: values.resume,
    jobs: whole('jobs', values.jobs, 1, 256),
    format,
    quality: whole('quality', values.quality, 1, 100),
    sheet: values.sheet,
    timing: values.timing,
  };
}

/**
 * The turns of the training set: three of what RSICD does not name, then two of its categories, until every category
 * has had as many turns as any other of its kind.
 */
function trainingTurns(): string[] {
  const fresh = Object.keys(TRAINING);
  const rounds = fresh.length * RSICD_CATEGORIES.length;
  const out: string[] = [];
  for (let i = 0, a = 0, b = 0; i < rounds; i++) {
    out.push(
      i % 5 < 3
        ? (fresh[a++ % fresh.length] as string)
        : (RSICD_CATEGORIES[b++ % RSICD_CATEGORIES.length] as string),
    );
  }
  return out;
}

/** The scenes asked for, category by category in turn; the n-th scene of a category does not depend on the others. */
export function plan(o: Options): Job[] {
  const { seed, size, format, quality, out } = o;
  const common = { seed, size, format, quality, out, ...(o.full ? { full: true } : {}) };
  if (o.samples) {
    return Object.keys(SAMPLES).map((sample) => ({
      ...common,
      subject: { sample },
      filename: `${sample}.${format}`,
    }));
  }
  const made = new Map<string, number>();
  return Array.from({ length: o.count }, (_, i) => {
    const category = o.categories[i % o.categories.length] as string;
    const index = (made.get(category) ?? 0) + 1;
    made.set(category, index);
    return {
      ...common,
      subject: { category, index },
      filename: `${key(category)}_${index}.${format}`,
    };
  });
}

/** Renders with full truth: worker threads write their lines as they go; what earlier parts hold is kept. */
async function runFull(jobs: readonly Job[], options: Options): Promise<SceneRecord[]> {
  if (!options.resume) await removeParts(options.out);
  const done = await readParts(options.out);
  const names = new Set(done.map(({ filename }) => filename));
  const left = jobs.filter(({ filename }) => !names.has(filename));
  const records = await runJobs(left, options.jobs);
  await removeParts(options.out);
  await writeFile(join(options.out, 'names.json'), `${JSON.stringify(vocabulary(), null, 1)}\n`);
  return [...done, ...records];
}

/** A thread does not take over the loader of TypeScript that the main thread runs under: it registers its own. */
const LOADED = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./output/worker.ts', import.meta.url).href)});
});`;

async function runJobs(jobs: readonly Job[], threads: number): Promise<SceneRecord[]> {
  if (threads === 1) {
    const records: SceneRecord[] = [];
    for (const job of jobs) records.push(await makeAndKeep(job, 0));
    return records;
  }
  const shards = Array.from({ length: Math.min(threads, jobs.length) }, (_, t) =>
    jobs.filter((_, i) => i % threads === t),
  );
  const parts = await Promise.all(
    shards.map(
      (shard, thread) =>
        new Promise<SceneRecord[]>((resolve, reject) => {
          const worker = new Worker(LOADED, {
            eval: true,
            workerData: { shard, thread },
            execArgv: [],
          });
          worker.once('message', resolve);
          worker.once('error', reject);
        }),
    ),
  );
  return parts.flat();
}

async function makeAll(jobs: readonly Job[], options: Options): Promise<SceneRecord[]> {
  if (options.full) return runFull(jobs, options);
  if (!options.timing) return runJobs(jobs, options.jobs);
  const { records, spent } = await timeJobs(jobs);
  await writeTiming(options.timing, options.size, spent);
  return records;
}

/** Renders scenes into a folder: images, captions.jsonl and scenes.jsonl (ground truth). */
export async function runScenes(args: readonly string[]): Promise<void> {
  const options = parse(args);
  await mkdir(options.out, { recursive: true });
  const jobs = plan(options);
  const start = performance.now();
  const records = await makeAll(jobs, options);
  const order = new Map(jobs.map((job, i) => [job.filename, i]));
  records.sort((a, b) => (order.get(a.filename) ?? 0) - (order.get(b.filename) ?? 0));
  const lines = (rows: readonly unknown[]) => rows.map((r) => `${JSON.stringify(r)}\n`).join('');
  await writeFile(
    join(options.out, 'captions.jsonl'),
    lines(records.map(({ filename, captions }) => ({ filename, captions }))),
  );
  await writeFile(join(options.out, 'scenes.jsonl'), lines(records));
  if (options.sheet) {
    const categories = options.samples ? jobs.length : options.categories.length;
    const columns = Math.min(options.samples ? 3 : 10, categories);
    const files = inBands(jobs, categories, columns).map((job) => join(options.out, job.filename));
    await writeFile(options.sheet, await contactSheet(files, columns, 148));
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`${records.length} scenes in ${seconds.toFixed(1)} s: ${options.out}`);
}

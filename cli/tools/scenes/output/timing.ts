import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { type Job, makeSceneFile, type SceneRecord } from './job';

/** What it took to make a scene: layout, light, encoding, writing, captions. Milliseconds. */
export interface Spent {
  /** By the clock, whatever else the machine did. */
  readonly wall: number;
  /** Of the processor, in all threads of this process. */
  readonly cpu: number;
}

interface Spread {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly most: number;
}

export interface Timing {
  readonly scenes: number;
  readonly wall: Spread;
  readonly cpu: Spread;
  readonly machine: string;
  readonly node: string;
  readonly date: string;
}

/** Timings by the scenes' side, px: what `--timing` writes. */
export type Timings = Readonly<Record<string, Timing>>;

/** Makes the scenes one after the other, and says what each took. */
export async function timeJobs(
  jobs: readonly Job[],
): Promise<{ records: SceneRecord[]; spent: Spent[] }> {
  const records: SceneRecord[] = [];
  const spent: Spent[] = [];
  for (const job of jobs) {
    const start = performance.now();
    const before = process.cpuUsage();
    records.push(await makeSceneFile(job));
    const { user, system } = process.cpuUsage(before);
    spent.push({ wall: performance.now() - start, cpu: (user + system) / 1000 });
  }
  return { records, spent };
}

/** Writes what scenes of one size took into a file; those of other sizes that it holds stay. */
export async function writeTiming(
  path: string,
  size: number,
  spent: readonly Spent[],
): Promise<void> {
  const timing: Timing = {
    scenes: spent.length,
    wall: spread(spent.map(({ wall }) => wall)),
    cpu: spread(spent.map(({ cpu }) => cpu)),
    machine: cpus()[0]?.model.trim() ?? 'unknown',
    node: process.versions.node,
    date: new Date().toISOString(),
  };
  const before = existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as Timings) : {};
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify({ ...before, [size]: timing }, null, 2)}\n`);
}

/** Nearest-rank quartiles of at least one value, to a tenth of a millisecond. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const rank = Math.max(1, Math.ceil(share * sorted.length));
    return Math.round((sorted[rank - 1] as number) * 10) / 10;
  };
  return { lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), most: at(1) };
}

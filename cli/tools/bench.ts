/** `npm run bench [-- --only CASE] [--samples N]`: measures the production build and writes bench/results.json. */
import { parseArgs } from 'node:util';
import { runCommand, usage } from '../shared/run';
import { atlas } from './bench/cases/atlas';
import { build } from './bench/cases/build';
import { collection } from './bench/cases/collection';
import { find } from './bench/cases/find';
import { image } from './bench/cases/image';
import { index } from './bench/cases/index';
import { memory } from './bench/cases/memory';
import { node } from './bench/cases/node';
import { peer } from './bench/cases/peer';
import { switches } from './bench/cases/switches';
import { text } from './bench/cases/text';
import { thread } from './bench/cases/thread';
import { visit } from './bench/cases/visit';
import { webgpu } from './bench/cases/webgpu';
import { type Bench, withBench } from './bench/context';
import { keep } from './bench/results';
import type { CaseResult } from './bench/types';

type Case = (bench: Bench) => Promise<Omit<CaseResult, 'measuredAt' | 'seconds'>>;

const CASES: Readonly<Record<string, Case>> = {
  text,
  peer,
  node,
  index,
  image,
  find,
  visit,
  thread,
  atlas,
  memory,
  switches,
  webgpu,
  build: () => build(1000),
  // Minutes, and therefore last.
  'build-10000': () => build(10_000),
  collection: collection(100_000),
  'collection-1000000': collection(1_000_000),
};

/** Cases without a browser: they leave the recorded browser version as it is. */
const BROWSERLESS = new Set(['collection', 'collection-1000000']);

runCommand(async (signal) => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, samples: { type: 'string', default: '30' } },
  });
  const samples = Number(values.samples);
  if (!(Number.isInteger(samples) && samples >= 1))
    throw usage('--samples must be a whole number.');
  const names = values.only?.split(',') ?? Object.keys(CASES);
  const unknown = names.find((name) => !Object.hasOwn(CASES, name));
  if (unknown !== undefined) {
    throw usage(`There is no case "${unknown}".`, `There are: ${Object.keys(CASES).join(', ')}.`);
  }
  await withBench(samples, async (bench) => {
    for (const [i, name] of names.entries()) {
      signal.throwIfAborted();
      process.stderr.write(`${i + 1}/${names.length} ${name} …\n`);
      const start = performance.now();
      const result = await (CASES[name] as Case)(bench);
      const seconds = Math.round((performance.now() - start) / 1000);
      await keep(
        name,
        { ...result, measuredAt: new Date().toISOString(), seconds },
        BROWSERLESS.has(name) ? null : bench.browser.version(),
      );
      process.stdout.write(`${result.title} (${seconds} s)\n`);
      for (const { name: row, median, q1, q3, unit, samples: n } of result.rows) {
        process.stdout.write(
          `  ${row}: ${median} ${unit}${n > 1 ? ` (${q1} to ${q3}, ${n})` : ''}\n`,
        );
      }
      for (const [row, ratio] of Object.entries(result.ratios ?? {})) {
        process.stdout.write(`  ${row}: ${ratio}\n`);
      }
    }
  });
});

/**
 * `npm run fuzz [-- --page] [--each N | --minutes N] [--first N] [--keep DIR]`: damages small files and sees that each
 * is read or refused, as the command line reads; with --page as a page reads, in Chromium, of the built site.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '@/lib/errors/errors';
import { runCommand, usage } from '../shared/run';
import { OUT } from './bench/context';
import type { FuzzedDecoder } from './fuzz/decoder';
import { inChromium } from './fuzz/in-chromium';
import { fuzz, type Outcome } from './fuzz/run';
import { PHOTOGRAPH, seeds } from './fuzz/seeds';
import { ThreadDecoder } from './fuzz/thread-decoder';

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      page: { type: 'boolean', default: false },
      each: { type: 'string' },
      minutes: { type: 'string' },
      first: { type: 'string', default: '0' },
      keep: { type: 'string', default: '.cache/fuzz' },
    },
  });
  const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
  const each =
    values.each === undefined && values.minutes !== undefined ? 1e9 : Number(values.each ?? 500);
  const first = Number(values.first);
  if (!(Number.isInteger(each) && each > 0 && Number.isInteger(first) && first >= 0)) {
    throw usage('--each and --first must be whole numbers.');
  }
  if (!(minutes > 0)) throw usage('--minutes must be a number above 0.');
  if (values.page && !existsSync(join(OUT, 'headers.json'))) {
    throw new AppError('file-missing', 'There is no built site.', 'Build it first: npm run build');
  }
  const files = await seeds(PHOTOGRAPH);
  const work = (decoder: FuzzedDecoder) =>
    fuzz(files, decoder, {
      each,
      first,
      until: Date.now() + minutes * 60_000,
      onProgress: (done) => {
        if (done % 50 === 0) process.stderr.write(`\r${done} files`);
      },
    });
  const outcome = await (values.page ? inChromium(files, work) : work(new ThreadDecoder()));
  process.stderr.write('\n');
  await report(outcome, values.keep);
});

async function report({ read, refused, faults }: Outcome, keep: string): Promise<void> {
  console.log(`${read} files are still pictures.`);
  for (const [code, count] of Object.entries(refused)) console.log(`${count} refused: ${code}`);
  if (faults.length === 0) return;
  await mkdir(keep, { recursive: true });
  for (const { name, number, what, bytes } of faults) {
    await writeFile(join(keep, `${number}-${name}`), bytes);
    console.log(`${name}, mutation ${number}: ${what}`);
  }
  console.log(`${faults.length} faults; the files are in ${keep}.`);
  process.exitCode = 1;
}

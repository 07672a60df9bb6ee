/** `npm run fuzz [-- --each N] [--first N] [--keep DIR]`: damages twenty small files and sees that each is read or refused. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand, usage } from '../shared/run';
import { fuzz } from './fuzz/run';
import { PHOTOGRAPH, seeds } from './fuzz/seeds';

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      each: { type: 'string', default: '500' },
      first: { type: 'string', default: '0' },
      keep: { type: 'string', default: '.cache/fuzz' },
    },
  });
  const [each, first] = [Number(values.each), Number(values.first)];
  if (!(Number.isInteger(each) && each > 0 && Number.isInteger(first) && first >= 0)) {
    throw usage('--each and --first must be whole numbers.');
  }
  const { read, refused, faults } = await fuzz(
    await seeds(PHOTOGRAPH),
    each,
    first,
    (done, total) => {
      if (done % 50 === 0 || done === total) process.stderr.write(`\r${done} of ${total}`);
    },
  );
  process.stderr.write('\n');
  console.log(`${read} files are still pictures.`);
  for (const [code, count] of Object.entries(refused)) console.log(`${count} refused: ${code}`);
  if (faults.length === 0) return;
  await mkdir(values.keep, { recursive: true });
  for (const { name, number, what, bytes } of faults) {
    await writeFile(join(values.keep, `${number}-${name}`), bytes);
    console.log(`${name}, mutation ${number}: ${what}`);
  }
  console.log(`${faults.length} faults; the files are in ${values.keep}.`);
  process.exitCode = 1;
});

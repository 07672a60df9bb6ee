import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { aerial } from './gallery/aerial/aerial';
import { addAtlas } from './gallery/atlas';
import { type Built, build, writeListFor } from './gallery/build';
import { renewAnswers } from './gallery/certainty/renew';
import { unfinished } from './gallery/draft';
import { embed } from './gallery/embed';
import { folderBytes, removeGallery } from './gallery/folders';
import { hash } from './gallery/hash';
import { importGallery } from './gallery/import';
import {
  type AerialOptions,
  type EmbedOptions,
  type Options,
  parseOptions,
  type RsicdOptions,
} from './gallery/options';
import { printAnswers, printBuilt, printList, printVerified } from './gallery/print';
import { renew } from './gallery/renew';
import { rsicd } from './gallery/rsicd';
import { USAGE } from './gallery/usage';
import { verify } from './gallery/verify';
import { readGalleries, writeGalleryList } from './shared/gallery-list';
import { openModel } from './shared/model';
import { duration } from './shared/progress';
import { runCommand } from './shared/run';

runCommand(async (signal) => {
  const start = performance.now();
  const options: Options = parseOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'build': {
      const built = await build(options, signal);
      process.stdout.write(printBuilt(built, duration((performance.now() - start) / 1000)));
      return;
    }
    case 'rsicd':
    case 'aerial':
    case 'embed': {
      const built = await make(options, signal);
      process.stdout.write(printBuilt(built, duration((performance.now() - start) / 1000)));
      return;
    }
    case 'import': {
      const { id, title, items } = await importGallery(options, signal);
      process.stdout.write(
        `Imported "${title}": ${items.length} items. The page shows it after the next build: ?gallery=${id}\n`,
      );
      return;
    }
    case 'list': {
      if (options.write) await writeGalleryList(options.publicDir);
      const found = await readGalleries(options.out);
      const bytes = await Promise.all(
        found.read.map(({ id }) => folderBytes(join(options.out, id))),
      );
      process.stdout.write(printList(found, bytes, unfinished(options)));
      return;
    }
    case 'verify': {
      const verified = await verify(options.out, options.id, (model) =>
        openModel(options.publicDir, model, { text: false }),
      );
      process.stdout.write(printVerified(verified));
      if (verified.problems.length === 0) return;
      throw new AppError(
        'gallery-invalid',
        'The gallery has the problems listed above.',
        'Build it again.',
      );
    }
    case 'renew': {
      const answers = await renew(options, signal);
      process.stdout.write(`Renewed ${options.id}.\n${printAnswers(answers)}`);
      return;
    }
    case 'hash': {
      const { items, hashed } = await hash(options, signal);
      process.stdout.write(
        `${hashed} of ${items} pictures have a hash; the others are as good as blank.\n`,
      );
      return;
    }
    case 'atlas': {
      const { file, bytes } = await addAtlas(options.out, options.id, signal);
      process.stdout.write(`Wrote ${file} of ${options.id}, ${bytes} bytes.\n`);
      return;
    }
    case 'ask': {
      const answers = await renewAnswers(options.out, options.publicDir, options.id);
      await writeListFor(options);
      process.stdout.write(printAnswers(answers));
      return;
    }
    case 'remove':
      await removeGallery(options, options.id);
      await writeListFor(options);
      process.stdout.write(`Removed ${options.id}.\n`);
      return;
  }
});

function make(
  options: RsicdOptions | AerialOptions | EmbedOptions,
  signal: AbortSignal,
): Promise<Built> {
  switch (options.kind) {
    case 'rsicd':
      return rsicd(options, signal);
    case 'aerial':
      return aerial(options, signal);
    case 'embed':
      return embed(options, signal);
  }
}

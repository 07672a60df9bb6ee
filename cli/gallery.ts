import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { build, writeListFor } from './gallery/build';
import { unfinished } from './gallery/draft';
import { embed } from './gallery/embed';
import { folderBytes, removeGallery } from './gallery/folders';
import { type Options, parseOptions, USAGE } from './gallery/options';
import { printBuilt, printList, printVerified } from './gallery/print';
import { rsicd } from './gallery/rsicd';
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
    case 'embed': {
      const built = await (options.kind === 'rsicd'
        ? rsicd(options, signal)
        : embed(options, signal));
      process.stdout.write(printBuilt(built, duration((performance.now() - start) / 1000)));
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
        'The gallery is not as it should be.',
        'Build it again.',
      );
    }
    case 'remove':
      await removeGallery(options, options.id);
      await writeListFor(options);
      process.stdout.write(`Removed ${options.id}.\n`);
      return;
  }
});

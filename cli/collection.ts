import { AppError } from '@/lib/errors/errors';
import { create } from './collection/create';
import { exportCollection } from './collection/export';
import { compact, remove, verify } from './collection/manage';
import { parseOptions, USAGE } from './collection/options';
import { printCreated, printList, printRecall, printVerified } from './collection/print';
import { listManifests } from './collection/store/manifest';
import { setUpStore } from './collection/store/setup';
import { runCommand } from './shared/run';

runCommand(async (signal) => {
  const start = performance.now();
  const print = (text: string) => process.stdout.write(text);
  const options = parseOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'help':
      print(USAGE);
      return;
    case 'setup':
      await setUpStore();
      print('LanceDB is installed.\n');
      return;
    case 'create':
    case 'append':
      print(printCreated(await create(options, signal), (performance.now() - start) / 1000));
      return;
    case 'compact':
      print(printRecall((await compact(options.dir, options.id, options.rebuild)).measured));
      return;
    case 'export': {
      const rows = await exportCollection(options.dir, options.id, options.to, signal);
      print(`${rows} items written to ${options.to}.\n`);
      return;
    }
    case 'list':
      print(printList(await listManifests(options.dir)));
      return;
    case 'remove':
      await remove(options.dir, options.id);
      print(`Removed ${options.id}.\n`);
      return;
    case 'verify': {
      const verified = await verify(options.dir, options.id);
      print(printVerified(verified));
      if (verified.problems.length === 0) return;
      throw new AppError(
        'collection-invalid',
        'The collection has the problems listed above.',
        'See above what to do.',
      );
    }
  }
});

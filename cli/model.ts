import { importModel } from './model/import';
import { listModels, removeModel, verifyModel } from './model/manage';
import { parseOptions, USAGE } from './model/options';
import { printImported } from './model/print';
import { duration } from './shared/progress';
import { runCommand } from './shared/run';

runCommand(async (signal) => {
  const start = performance.now();
  const options = parseOptions(process.argv.slice(2));
  switch (options.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'import': {
      const imported = await importModel(options, signal);
      process.stdout.write(printImported(imported, duration((performance.now() - start) / 1000)));
      return;
    }
    case 'list':
      process.stdout.write(await listModels(options.publicDir));
      return;
    case 'verify':
      process.stdout.write(await verifyModel(options.publicDir, options.id));
      return;
    case 'remove':
      await removeModel(options.publicDir, options.id);
      process.stdout.write(`Removed ${options.id}.\n`);
      return;
  }
});

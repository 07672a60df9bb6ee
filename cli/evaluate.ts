import { evaluateCommand } from './evaluate/command';
import { runCommand } from './shared/run';

runCommand(async (signal) => {
  const print = (text: string): void => {
    process.stdout.write(text);
  };
  process.exitCode = await evaluateCommand(process.argv.slice(2), signal, {
    print,
    progress: process.stderr,
  });
});

import { calibrateCommand } from './evaluate/calibrate-command';
import { evaluateCommand } from './evaluate/command';
import { runCommand } from './shared/run';

runCommand(async (signal) => {
  const print = (text: string): void => {
    process.stdout.write(text);
  };
  const console = { print, progress: process.stderr };
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'calibrate') await calibrateCommand(rest, signal, console);
  else process.exitCode = await evaluateCommand(process.argv.slice(2), signal, console);
});

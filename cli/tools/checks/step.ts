import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FAILED, PASSED, type Totals } from './totals';

/** One of our own dependencies, or a file of ours, run by this Node. */
export interface Command {
  /** Path under node_modules, or of a TypeScript file of ours. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const TSX = 'node_modules/tsx/dist/cli.mjs';

/** Runs one command with its output shown. @returns whether it succeeded */
export function run(root: string, { script, args, env }: Command): boolean {
  const line = script.endsWith('.ts') ? [TSX, script] : [join('node_modules', script)];
  const { status } = spawnSync(process.execPath, [...line, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });
  return status === 0;
}

/** Commands that count as one check. */
export function check(root: string, commands: readonly Command[]): Totals {
  return commands.every((command) => run(root, command)) ? PASSED : FAILED;
}

/**
 * Runs a test runner and reads its own count.
 * @param report file that it writes, from the root; without one it counts as failed
 */
export function tests<Report>(
  root: string,
  command: Command,
  report: string,
  totals: (report: Report) => Totals,
): Totals {
  const file = join(root, report);
  rmSync(file, { force: true });
  const ended = run(root, command);
  if (!existsSync(file)) return FAILED;
  const counted = totals(JSON.parse(readFileSync(file, 'utf8')) as Report);
  return ended || counted.failed > 0 ? counted : { ...counted, failed: 1 };
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { installReason } from './installed.mjs';
import { nodeProblem } from './node-version.mjs';
import { readStamp } from './stamp.mjs';

const HNSWLIB = 'lib/search-index/hnswlib';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Ends with a message where Node is too old. */
export function checkNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}

/** Runs `npm ci` where node_modules is not what the lock file says, and makes what is made from packages. */
export async function ensureInstalled() {
  const reason = installReason(ROOT);
  if (reason !== null) {
    console.log(`Installing (${reason}) …`);
    const windows = process.platform === 'win32';
    await run(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund'], { shell: windows });
  }
  const made = ['hnswlib.mjs', 'hnswlib.wasm'].map((name) => join(ROOT, HNSWLIB, name));
  if (!made.every((file) => existsSync(file))) await runScript(`${HNSWLIB}/generate.ts`);
}

/** Builds where the sources are not those that `out/` was built from. */
export async function ensureBuilt() {
  const basePath = process.env.BASE_PATH ?? '';
  if (readStamp(ROOT) === fingerprint(ROOT, { basePath })) return;
  console.log('Building (once; again when sources change) …');
  await runScript('cli/site/build.ts');
}

/** Runs a TypeScript entry of ours in a process of its own. */
export function runScript(script, args = []) {
  const tsx = join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return run(process.execPath, [tsx, join(ROOT, script), ...args]);
}

/** Rejects with the exit code where a command fails; it has said why itself. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) return resolve();
      const failure = new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}`);
      reject(Object.assign(failure, { exitCode: code ?? 1 }));
    });
  });
}

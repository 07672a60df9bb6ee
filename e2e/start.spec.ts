import { type ChildProcess, spawn } from 'node:child_process';
import { fingerprint } from '../cli/site/setup/fingerprint.mjs';
import { readStamp } from '../cli/site/setup/stamp.mjs';
import { ROOT } from './support/paths';
import { expect, test } from './support/test';

const fresh = readStamp(ROOT) === fingerprint(ROOT, { basePath: process.env.BASE_PATH ?? '' });

test.describe('npm start', () => {
  test.skip(!fresh, 'Sources changed since the last build: npm start would build anew.');

  test('with nothing changed it neither installs nor builds, and says where it is in one line', async ({
    request,
  }) => {
    const first = await start({ PORT: '0' });
    expect(first.output).toMatch(/^Overlook is at http:\/\/localhost:\d+\/ \(Ctrl-C stops it\)\n$/);
    const url = /http:\S+/.exec(first.output)?.[0] ?? '';
    expect((await request.get(url)).status()).toBe(200);

    const second = await start({ PORT: new URL(url).port });
    expect(second.output).toContain('is taken by another program');
    expect(second.output).toContain('PORT=');
    expect(second.code).toBe(1);

    expect(await stop(first.child)).toBe(0);
  });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: string;
  /** Null while it runs. */
  readonly code: number | null;
}

/** Starts it as `npm start` does, and waits until it says something that is not a step on the way, or ends. */
function start(env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, ['cli/site/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve) => {
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('Overlook is at')) resolve({ child, output, code: null });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => resolve({ child, output, code }));
  });
}

function stop(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('close', resolve);
    child.kill('SIGINT');
  });
}

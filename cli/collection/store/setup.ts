import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/errors/errors';
import { STORE_FOLDER } from './lancedb';

/** What is asked of npm. LanceDB can embed texts through two packages that are left out here: we embed ourselves. */
const PACKAGE = {
  name: 'overlook-collection-store',
  private: true,
  dependencies: { '@lancedb/lancedb': '0.39.0', 'apache-arrow': '18.1.0' },
  overrides: {
    '@lancedb/lancedb': {
      '@huggingface/transformers': 'npm:tslib@2.8.1',
      openai: 'npm:tslib@2.8.1',
    },
  },
};

/** Installs LanceDB into a folder of its own; what is there already stays. @throws AppError store-missing */
export async function setUpStore(): Promise<void> {
  await mkdir(STORE_FOLDER, { recursive: true });
  await writeFile(join(STORE_FOLDER, 'package.json'), `${JSON.stringify(PACKAGE, null, 2)}\n`);
  const windows = process.platform === 'win32';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
      cwd: STORE_FOLDER,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: windows,
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code === 0) return;
  throw new AppError(
    'store-missing',
    'npm could not install LanceDB.',
    'See what it says above; it needs the npm registry once, and Linux, macOS (arm64) or Windows.',
  );
}

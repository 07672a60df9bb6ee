import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '../../cli/site/setup/fingerprint.mjs';
import { CACHE, ROOT } from './paths';

export const BASE = '/demo/overlook';

/**
 * The site for the sub-path BASE, built by the project's own command, once for each state of the sources.
 * @returns its folder
 */
export function subpathSite(): string {
  const site = join(CACHE, 'site-subpath');
  const stamp = join(CACHE, 'site-subpath.stamp');
  const key = fingerprint(ROOT, { basePath: BASE });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key && existsSync(site)) return site;
  const { status } = spawnSync('npm', ['run', '--silent', 'build', '--', '--out', site], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, BASE_PATH: BASE },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The site for the sub-path could not be built.');
  writeFileSync(stamp, key);
  return site;
}

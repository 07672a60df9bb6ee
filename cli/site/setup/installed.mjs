import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Why `npm ci` has to run, or null where node_modules is what package-lock.json says. npm keeps its own
 * lock file inside node_modules and writes it last, so that a stopped install is seen as well.
 * @param {string} root the repository's folder
 * @returns {string | null}
 */
export function installReason(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return 'dependencies are not installed yet';
  const wanted = read(join(root, 'package-lock.json')).packages ?? {};
  const present = read(hidden).packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = present[path];
    // Packages of other platforms are optional and absent.
    if (found === undefined && entry.optional) continue;
    if (found?.version !== entry.version || !existsSync(join(root, path))) {
      return 'dependencies have changed';
    }
  }
  return null;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

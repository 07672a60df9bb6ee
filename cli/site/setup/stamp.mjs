import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fingerprint of the sources that `out/` was built from; the file is absent while a build runs. */
const STAMP = '.cache/build.json';

/** @param {string} root @returns {string | null} */
export function readStamp(root) {
  // The server's manifest is the last file that a build writes.
  if (!existsSync(join(root, 'out', 'headers.json'))) return null;
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8')).fingerprint ?? null;
  } catch {
    return null;
  }
}

/** @param {string} root */
export function clearStamp(root) {
  rmSync(join(root, STAMP), { force: true });
}

/** @param {string} root @param {string} fingerprint */
export function writeStamp(root, fingerprint) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(join(root, STAMP), `${JSON.stringify({ fingerprint })}\n`);
}

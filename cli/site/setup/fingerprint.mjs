import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { baseMapOf } from './base-map.mjs';

/** What a build is made of. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'cli/site/build',
  'cli/site/build.ts',
  'cli/site/server',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Written by the build itself. */
const PRODUCTS = new Set(['public/galleries/galleries.json']);

/**
 * SHA-256 over names and contents of all that a build is made of, and over the settings that shape it.
 * @param {string} root the repository's folder
 * @param {{basePath: string, siteUrl?: string}} settings
 */
export function fingerprint(root, { basePath, siteUrl = process.env.SITE_URL ?? '' }) {
  const baseMap = baseMapOf(process.env);
  const hash = createHash('sha256').update(JSON.stringify({ basePath, siteUrl, baseMap }));
  for (const source of SOURCES) {
    if (!existsSync(join(root, source))) continue;
    for (const file of filesOf(root, source)) {
      hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/** All files under `path`, sorted, `/` between folders; tests are not part of a build. */
function filesOf(root, path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .filter((name) => !name.startsWith('.') && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesOf(root, `${path}/${name}`))
    .filter((file) => !PRODUCTS.has(file));
}

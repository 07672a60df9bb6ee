/** `npm run build [-- --out DIR]`: the site as files. BASE_PATH=/sub/path for hosts that serve it there. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeGalleryList } from '../shared/gallery-list';
import { precompress } from './build/compress';
import { writeIcons } from './build/icons';
import { mergeLocal } from './build/local';
import { plainNames } from './build/names';
import { finishPages } from './build/pages';
import { writeRobots } from './build/robots';
import { writeServiceWorker } from './build/service-worker';
import { wrongAssets } from './build/verify';
import { HEADERS_FILE, type SiteHeaders } from './server/site';
import { baseMapOf } from './setup/base-map.mjs';
import { fingerprint } from './setup/fingerprint.mjs';
import { clearStamp, readStamp, writeStamp } from './setup/stamp.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join(ROOT, 'out');
const basePath = (process.env.BASE_PATH ?? '').replace(/\/+$/, '');

async function build(): Promise<void> {
  const sources = fingerprint(ROOT, { basePath: process.env.BASE_PATH ?? '' });
  clearStamp(ROOT);
  await writeGalleryList(join(ROOT, 'public'));
  next('build');
  plainNames(join(OUT, '_next'));
  await mergeLocal(join(OUT, 'galleries'));
  const wrong = wrongAssets(OUT);
  if (wrong.length > 0) throw new Error(wrong.join(' '));
  const baseMap = baseMapOf(process.env);
  const pictures = baseMap ? [baseMap.origin] : [];
  const headers: SiteHeaders = {
    basePath,
    pages: finishPages(OUT, basePath, pictures),
    ...(baseMap && { pictures }),
  };
  // GitHub Pages drops folders that start with an underscore, unless this file is there.
  writeFileSync(join(OUT, '.nojekyll'), '');
  writeRobots(OUT, process.env.SITE_URL || undefined, basePath);
  await writeIcons(OUT);
  await writeServiceWorker(OUT, basePath);
  const { files } = await precompress(OUT, join(ROOT, '.cache', 'compressed'));
  writeFileSync(join(OUT, HEADERS_FILE), `${JSON.stringify(headers, null, 2)}\n`);
  writeStamp(ROOT, sources);
  console.log(`Built out/: ${Object.keys(headers.pages).length} pages, ${files} files compressed.`);
}

function next(command: string): void {
  const script = join(ROOT, 'node_modules/next/dist/bin/next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  const { status } = spawnSync(process.execPath, [script, command], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error(`next ${command} failed`);
}

/** Next writes to out/ only: what is there steps aside, and the new site moves to where it was asked for. */
async function buildInto(folder: string): Promise<void> {
  const kept = join(ROOT, '.cache', `out-${process.pid}`);
  const stamp = readStamp(ROOT);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  if (existsSync(OUT)) renameSync(OUT, kept);
  try {
    await build();
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(OUT, folder);
  } finally {
    clearStamp(ROOT);
    if (existsSync(kept)) {
      rmSync(OUT, { recursive: true, force: true });
      renameSync(kept, OUT);
      if (stamp !== null) writeStamp(ROOT, stamp);
    }
  }
}

async function main(): Promise<void> {
  const { out } = parseArgs({ options: { out: { type: 'string' } } }).values;
  await (out === undefined ? build() : buildInto(resolve(out)));
}

main().catch((error: Error) => {
  console.error(`The build stopped: ${error.message}`);
  process.exitCode = 1;
});

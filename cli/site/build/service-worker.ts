import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { SiteFiles } from '@/lib/offline/types';
import { ISOLATION } from '../server/isolation.mjs';

const SOURCE = fileURLToPath(new URL('../../../lib/offline/service-worker.ts', import.meta.url));
export const WORKER_FILE = 'service-worker.js';

/** Names that Next makes of the content. */
const HASHED = /^_next\/static\/(chunks|media)\//;
/** What no view fetches: data, programs that are kept once used, sources that the bundler left, tools' files. */
const LEFT_OUT =
  /^(galleries|models|previews|isolation)\/|\.(wasm|map|ts|br|gz|xml)$|^(headers\.json|robots\.txt|\.nojekyll|_not-found.*|service-worker\.js)$|\/index\.html$/;

/** Writes the service worker of a finished site; before files are compressed. */
export async function writeServiceWorker(out: string, basePath: string): Promise<void> {
  await build({
    entryPoints: [SOURCE],
    outfile: join(out, WORKER_FILE),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: {
      SITE: JSON.stringify(siteFiles(out, basePath)),
      'process.env.NODE_ENV': '"production"',
    },
    logLevel: 'warning',
  });
}

export function siteFiles(out: string, basePath: string): SiteFiles {
  const names = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  // What writes GeoPackages or reads JPEG 2000 is wanted too rarely to be fetched beforehand; it is kept once used.
  const programs = names.filter(
    (name) => name.endsWith('.wasm') && !/\/(sql-|openjpeg)/.test(name),
  );
  const forBackend = (gpu: boolean) =>
    programs
      .filter((name) => !name.includes('/ort-') || /\.(asyncify|jsep|jspi)\./.test(name) === gpu)
      .map((name) => `${basePath}/${name}`);
  return {
    base: basePath,
    shell: names
      .filter((name) => !LEFT_OUT.test(name))
      .map((name) => ({
        url: `${basePath}/${name}`,
        revision: HASHED.test(name) ? null : revisionOf(join(out, name)),
      })),
    programs: { wasm: forBackend(false), webgpu: forBackend(true) },
    isolation: ISOLATION,
  };
}

function revisionOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}

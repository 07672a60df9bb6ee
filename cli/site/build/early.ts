import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AssetFile } from '@/lib/assets/types';
import { hashedPath } from '@/lib/assets/urls';
import { BACKENDS } from '@/lib/encoder/types';
import type { EngineConfig } from '@/lib/engine/protocol';
import { WORKER_MARK } from '@/lib/engine/worker-mark';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryList } from '@/lib/gallery/types';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { INDEX_KINDS } from '@/lib/search-index/kinds/names';

/** What a page fetches before its scripts have arrived (early-page.js); addresses with the base path. */
export interface EarlyFiles {
  /** The engine's worker, to be started. */
  readonly worker: string;
  /** What the page will ask the engine to open, where its address names nothing else. */
  readonly config: Pick<EngineConfig, 'model' | 'gallery' | 'base'>;
  /** Parameters of the address that the configuration takes over, and the values that they may have. */
  readonly choices: { readonly backend: readonly string[]; readonly index: readonly string[] };
  /** What the first search by words in the default gallery needs, the largest file first. */
  readonly model: readonly string[];
}

/**
 * @returns null where there is no gallery to begin with
 * @throws Error where the engine's worker is not found among the scripts
 */
export function earlyFiles(out: string, basePath: string): EarlyFiles | null {
  const list = join(out, 'galleries/galleries.json');
  if (!existsSync(list)) return null;
  const [first] = (readJson(list) as GalleryList).galleries;
  const manifest = first && join(out, 'models', first.model, 'model.json');
  if (!manifest || !existsSync(manifest)) return null;
  const model = parseModelManifest(readJson(manifest));
  const gallery = parseGallery(readJson(join(out, 'galleries', first.id, 'gallery.json')));
  const files: [string, AssetFile][] = [
    [`models/${model.id}`, defaultFiles(model).text],
    [`models/${model.id}`, model.text.tokenizer],
    [`galleries/${gallery.id}`, gallery.embeddings],
  ];
  return {
    config: { model: model.id, gallery: gallery.id, base: basePath },
    choices: { backend: BACKENDS, index: INDEX_KINDS },
    worker: workerAddress(join(out, '_next/static/chunks'), `${basePath}/_next/`),
    model: files
      .toSorted(([, a], [, b]) => b.bytes - a.bytes)
      .map(([folder, file]) => `${basePath}/${hashedPath(folder, file)}`),
  };
}

/**
 * The address that Turbopack's own code starts the engine's worker with: its first script, and behind the hash what
 * that is to load. e2e/early.spec.ts sees that a worker which is started so works.
 * @throws Error where the scripts are not as this version of Turbopack writes them
 */
function workerAddress(folder: string, base: string): string {
  const [first, ...chunks] = workerScripts(folder);
  const urls = chunks.map((chunk) => `${base}${chunk}`).reverse();
  return `${base}${first}#params=${encodeURIComponent(JSON.stringify([urls, '', base, null, null]))}`;
}

/** The scripts of the engine's worker as the page's code names them: those that hold its mark. */
function workerScripts(folder: string): readonly [string, ...string[]] {
  const codeOf = (script: string) => readFileSync(join(folder, basename(script)), 'utf8');
  const starts = new Map<string, readonly [string, ...string[]]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
    const found = codeOf(file).matchAll(/"(static\/chunks\/turbopack-worker-[^"]+)",(\[[^\]]*\])/g);
    for (const [start, first = '', rest = '[]'] of found) {
      starts.set(start, [first, ...(JSON.parse(rest) as string[])]);
    }
  }
  const engines = [...starts.values()].filter((scripts) =>
    scripts.some((script) => codeOf(script).includes(WORKER_MARK)),
  );
  const [engine, another] = engines;
  if (!engine) throw unknownBundle(`none of ${starts.size} workers is the engine's`);
  if (another) throw unknownBundle(`${engines.length} workers hold the engine`);
  if (!codeOf(engine[0]).includes('#params=')) {
    throw unknownBundle(`${engine[0]} does not take what it loads from its address`);
  }
  return engine;
}

function unknownBundle(reason: string): Error {
  return new Error(
    `The engine's worker was not found in what Next.js has built: ${reason}. The early start ` +
      '(cli/site/build/early.ts) knows how this version of Turbopack names its scripts; after an update, mend it there.',
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

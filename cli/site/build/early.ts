import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AssetFile } from '@/lib/assets/types';
import { hashedPath } from '@/lib/assets/urls';
import { BACKENDS } from '@/lib/encoder/types';
import type { EngineConfig } from '@/lib/engine/protocol';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryList } from '@/lib/gallery/types';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';
import { INDEX_KINDS } from '@/lib/search-index/kinds/names';

/** What a page fetches before its scripts have arrived (early-page.js); addresses with the base path. */
export interface EarlyFiles {
  /** The engine's worker, to be started; null where another bundler than we know made the site. */
  readonly worker: string | null;
  /** What the page will ask the engine to open, where its address names nothing else. */
  readonly config: Pick<EngineConfig, 'model' | 'gallery' | 'base'>;
  /** Parameters of the address that the configuration takes over, and the values that they may have. */
  readonly choices: { readonly backend: readonly string[]; readonly index: readonly string[] };
  /** What the first search by words in the default gallery needs, the largest file first. */
  readonly model: readonly string[];
}

/** @returns null where there is no gallery to begin with */
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
 * that is to load. (If that ever changes, the worker fails and the page starts another; e2e/early.spec.ts notices.)
 */
function workerAddress(folder: string, base: string): string | null {
  const [first, ...chunks] = workerScripts(folder);
  if (first === undefined) return null;
  const urls = chunks.map((chunk) => `${base}${chunk}`).reverse();
  return `${base}${first}#params=${encodeURIComponent(JSON.stringify([urls, '', base, null, null]))}`;
}

/** The scripts of the engine's worker as the page's code names them. Of several workers it is by far the largest. */
function workerScripts(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const starts = files.flatMap((file) => {
    const code = readFileSync(join(folder, file), 'utf8');
    return [...code.matchAll(/"(static\/chunks\/turbopack-worker-[^"]+)",(\[[^\]]*\])/g)].map(
      ([, first = '', rest = '[]']) => [first, ...(JSON.parse(rest) as string[])],
    );
  });
  const sizeOf = (scripts: readonly string[]) =>
    scripts.reduce((sum, script) => sum + statSync(join(folder, basename(script))).size, 0);
  return starts.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? [];
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

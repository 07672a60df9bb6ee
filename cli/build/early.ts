import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetFile } from '@/lib/assets/types';
import { hashedPath } from '@/lib/assets/urls';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryList } from '@/lib/gallery/types';
import { defaultFiles, parseModelManifest } from '@/lib/model/manifest';

/** What a page fetches before its scripts have arrived (public/early.js); addresses with the base path. */
export interface EarlyFiles {
  /** Of the engine's worker. */
  readonly scripts: readonly string[];
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
    scripts: workerScripts(join(out, '_next/static/chunks')).map(
      (path) => `${basePath}/_next/${path}`,
    ),
    model: files
      .toSorted(([, a], [, b]) => b.bytes - a.bytes)
      .map(([folder, file]) => `${basePath}/${hashedPath(folder, file)}`),
  };
}

/** The scripts that the engine's worker starts from, as Turbopack names them where it is started. */
function workerScripts(folder: string): string[] {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js'))) {
    const start = /"(static\/chunks\/turbopack-worker-[^"]+)",\[([^\]]*)\]/.exec(
      readFileSync(join(folder, name), 'utf8'),
    );
    if (start) return [start[1] as string, ...(JSON.parse(`[${start[2]}]`) as string[])];
  }
  return []; // Another bundler than we know: the worker starts a little later.
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

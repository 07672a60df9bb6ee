import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOf } from '@/lib/errors/errors';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryList, GalleryManifest } from '@/lib/gallery/types';
import { parseModelManifest } from '@/lib/model/manifest';

/** The gallery and the model that ship come first: the first is the page's default. */
const SHIPPED_GALLERY = 'overlook';
const SHIPPED_MODEL = 'compact';

/** What a folder of galleries or models holds: those that can be read, and why the others cannot. */
export interface Found<T> {
  readonly read: readonly T[];
  readonly broken: readonly { readonly id: string; readonly message: string }[];
}

/** @param folder holds the galleries, a folder each */
export function readGalleries(folder: string): Promise<Found<GalleryManifest>> {
  return readAll(folder, 'gallery.json', SHIPPED_GALLERY, parseGallery);
}

/**
 * Writes `galleries/galleries.json`: the galleries and models that are there, for the page's switches. Broken ones
 * are left out.
 */
export async function writeGalleryList(publicDir: string): Promise<GalleryList> {
  const folder = join(publicDir, 'galleries');
  const galleries = await readGalleries(folder);
  const models = await readAll(
    join(publicDir, 'models'),
    'model.json',
    SHIPPED_MODEL,
    parseModelManifest,
  );
  const list: GalleryList = {
    galleries: galleries.read.map(({ id, title, model, items }) => ({
      id,
      title,
      model,
      items: items.length,
    })),
    models: models.read.map(({ id, title }) => ({ id, title })),
  };
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'galleries.json');
  // Two builds that end at once must not leave a mixture.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(list, null, 1)}\n`);
  await rename(draft, path);
  return list;
}

async function readAll<T extends { readonly id: string; readonly title: string }>(
  folder: string,
  manifest: string,
  first: string,
  parse: (json: unknown) => T,
): Promise<Found<T>> {
  const read: T[] = [];
  const broken: { id: string; message: string }[] = [];
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const { name } of entries.filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
  )) {
    if (!existsSync(join(folder, name, manifest))) continue;
    try {
      const found = parse(JSON.parse(await readFile(join(folder, name, manifest), 'utf8')));
      if (found.id !== name) throw new Error(`its id is "${found.id}", not its folder's name`);
      read.push(found);
    } catch (error) {
      broken.push({ id: name, message: reportOf(error).message });
    }
  }
  read.sort(
    (a, b) => Number(b.id === first) - Number(a.id === first) || a.title.localeCompare(b.title),
  );
  return { read, broken };
}

import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportOf } from '@/lib/errors/errors';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryList, GalleryManifest } from '@/lib/gallery/types';
import { parseModelManifest } from '@/lib/model/manifest';
import { LOCAL_FILE } from './local';

/** The galleries and the model that ship come first, in this order: the first is the page's default. */
const SHIPPED_GALLERIES = ['aerial', 'overlook'];
const SHIPPED_MODELS = ['compact'];

/** What a folder of galleries or models holds: those that can be read, and why the others cannot. */
export interface Found<T> {
  readonly read: readonly T[];
  readonly broken: readonly { readonly id: string; readonly message: string }[];
}

/** @param folder holds the galleries, a folder each */
export function readGalleries(folder: string): Promise<Found<GalleryManifest>> {
  return readAll(folder, 'gallery.json', SHIPPED_GALLERIES, parseGallery);
}

/**
 * Writes `galleries/galleries.json`: the galleries and models that are there, for the page's switches. Broken ones
 * are left out, and so are those whose images must be brought first: they stay reachable by their address.
 */
export async function writeGalleryList(publicDir: string): Promise<GalleryList> {
  const folder = join(publicDir, 'galleries');
  const galleries = await readGalleries(folder);
  const models = await readAll(
    join(publicDir, 'models'),
    'model.json',
    SHIPPED_MODELS,
    parseModelManifest,
  );
  const list: GalleryList = {
    galleries: galleries.read
      .filter(({ id, imagesCommand }) => !imagesCommand || existsSync(join(folder, id, LOCAL_FILE)))
      .map(({ id, title, model, items, suggestions }) => ({
        id,
        title,
        model,
        items: items.length,
        ...(suggestions && { suggestions }),
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
  first: readonly string[],
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
  const placeOf = (id: string) => (first.includes(id) ? first.indexOf(id) : first.length);
  read.sort((a, b) => placeOf(a.id) - placeOf(b.id) || a.title.localeCompare(b.title));
  return { read, broken };
}

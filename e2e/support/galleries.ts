import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GalleryItem, GalleryList, GalleryManifest } from '@/lib/gallery/types';
import { CACHE, OUT, ROOT } from './paths';

export interface GalleryFile {
  readonly id: string;
  readonly path: string;
  readonly item: GalleryItem;
}

/**
 * A gallery of the built site; without a name the one that a visitor meets first. 'overlook' is smaller and has an
 * index.
 */
export function shippedGallery(id = firstGallery()): GalleryManifest {
  return readGallery(join(OUT, 'galleries', id));
}

function firstGallery(): string {
  const list = readJson<GalleryList>(join(OUT, 'galleries', 'galleries.json'));
  const id = list.galleries[0]?.id;
  if (id === undefined) throw new Error('The site was built without a gallery.');
  return id;
}

/** Items of it whose images are there, spread evenly over the gallery. */
export function shippedItems(most: number): GalleryFile[] {
  const gallery = shippedGallery();
  return spread(filesOf(gallery, join(OUT, 'galleries', gallery.id)), most);
}

export function filesOf(gallery: GalleryManifest, folder: string): GalleryFile[] {
  return gallery.items
    .filter((item) => item.image !== false)
    .map((item) => ({ id: item.id, path: join(folder, 'images', item.file), item }));
}

export function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from(
    { length: Math.min(most, all.length) },
    (_, i) => all[Math.floor(i * step)],
  ).filter((entry): entry is T => entry !== undefined);
}

/**
 * Builds a gallery with the project's own command into the tests' cache, once for each state of the model,
 * the engine and the images' folder.
 * @returns its folder
 */
export function buildGallery(id: string, images: string, args: readonly string[] = []): string {
  const parent = join(CACHE, 'galleries');
  const folder = join(parent, id);
  const stamp = join(parent, `${id}.stamp`);
  const model = readFileSync(join(ROOT, 'public/models/compact/model.json'));
  const key = createHash('sha256')
    .update(model)
    .update(images)
    .update(args.join(' '))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key && existsSync(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(parent, { recursive: true });
  const command = ['run', '--silent', 'gallery', '--', 'build', images, '--id', id, '--title', id];
  const { status } = spawnSync('npm', [...command, '--out', parent, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The gallery ${id} could not be built.`);
  writeFileSync(stamp, key);
  return folder;
}

export function readGallery(folder: string): GalleryManifest {
  return readJson<GalleryManifest>(join(folder, 'gallery.json'));
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddingsFile, GalleryManifest } from '@/lib/gallery/types';

/** What was brought to a gallery that ships without its images: `local.json`, beside `gallery.json` and not committed. */
export interface LocalPart {
  readonly items: Readonly<Record<string, LocalItem>>;
  /** Embeddings of the captions of all items, in the gallery's order. */
  readonly captionEmbeddings?: EmbeddingsFile;
  readonly textSha256?: string;
}

export interface LocalItem {
  /** In `images/`. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly captions?: readonly string[];
}

export const LOCAL_FILE = 'local.json';
export const LOCAL_CAPTIONS = 'local-captions.bin';

/** A gallery with what was brought to it, as the page is served it. */
export function merged(gallery: GalleryManifest, local: LocalPart): GalleryManifest {
  const { captionEmbeddings, textSha256 } = local;
  const items = gallery.items.map((item) => {
    const brought = local.items[item.id];
    if (!brought) return item;
    const { image: _, ...rest } = item;
    return { ...rest, ...brought };
  });
  return {
    ...gallery,
    items,
    ...(captionEmbeddings && { captionEmbeddings }),
    ...(textSha256 && { textSha256 }),
  };
}

/** `gallery.json` of a folder with its `local.json`, where there is one, unchecked. */
export async function readMerged(folder: string): Promise<unknown> {
  return withLocal(folder, JSON.parse(await readFile(join(folder, 'gallery.json'), 'utf8')));
}

/** The same of a `gallery.json` that has been read already. */
export async function withLocal(folder: string, gallery: unknown): Promise<unknown> {
  const path = join(folder, LOCAL_FILE);
  if (!existsSync(path)) return gallery;
  const local = JSON.parse(await readFile(path, 'utf8')) as LocalPart;
  return merged(gallery as GalleryManifest, local);
}

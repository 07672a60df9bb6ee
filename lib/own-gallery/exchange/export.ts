import { sha256 } from '@/lib/assets/sha256';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import type { ZipFile } from '@/lib/zip/zip';
import type { OpenedOwn } from '../storage/open';

export interface ExportOptions {
  /** The thumbnail of an item; null where there is none. */
  thumb(item: GalleryItem): Blob | null;
  /** The picture of an item, null where it cannot be had; left out, pictures stay where they are. */
  readonly picture?: (item: GalleryItem) => Promise<Blob | null>;
  /** Told the number of items whose files are written. */
  onItem(done: number): void;
}

/**
 * The files of an own gallery, in the format of `public/galleries/<id>/`: pictures and thumbnails, the embeddings as
 * they are kept (float32, so that the ranking is the same), and last `gallery.json`. Items whose picture is not among
 * them are marked `image: false`.
 */
export async function* filesOf(
  { manifest, embeddings }: OpenedOwn,
  { thumb, picture, onItem }: ExportOptions,
): AsyncGenerator<ZipFile, void> {
  const items: GalleryItem[] = [];
  const taken = new Set<string>();
  for (const item of manifest.items) {
    const file = safePath(item.file, taken);
    const content = (await picture?.(item)) ?? null;
    if (content) yield { name: `images/${file}`, content };
    const small = thumb(item);
    if (small) yield { name: `thumbs/${item.id}.webp`, content: small };
    items.push({
      ...item,
      file,
      ...(file !== item.file && { name: item.file }),
      ...(!content && { image: false }),
    });
    onItem(items.length);
  }
  const bytes = new Uint8Array(embeddings.buffer);
  yield { name: 'embeddings.bin', content: bytes };
  const exported: GalleryManifest = {
    ...manifest,
    id: idOf(manifest.title),
    items,
    embeddings: { ...manifest.embeddings, sha256: await sha256(bytes) },
  };
  yield { name: 'gallery.json', content: `${JSON.stringify(exported, null, 1)}\n` };
}

/** Id of a gallery as the command line takes it, from its title. */
export function idOf(title: string): string {
  const id = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .replace(/-+$/, '')
    .slice(0, 48);
  return id || 'gallery';
}

/** `gallery.json` takes no names that addresses or other systems read in another way. */
function safePath(path: string, taken: Set<string>): string {
  const safe = path.replace(/[\\:?#]/g, '_');
  let file = safe;
  for (let n = 2; taken.has(file); n++) file = safe.replace(/(\.[^./]*)?$/, `-${n}$1`);
  taken.add(file);
  return file;
}

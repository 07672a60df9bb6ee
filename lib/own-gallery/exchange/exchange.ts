import { AppError } from '@/lib/errors/errors';
import { assertSameModel } from '@/lib/gallery/gallery';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { defaultFiles } from '@/lib/model/manifest';
import type { ModelManifest } from '@/lib/model/types';
import { zipOf } from '@/lib/zip/zip';
import { keptPicture, partsOf, rowsOf } from '../storage/galleries';
import { openOwn } from '../storage/open';
import type { OwnGallery } from '../types';
import { filesOf, idOf } from './export';

/** A gallery as a file. */
export interface Exported {
  readonly zip: Blob;
  readonly fileName: string;
  readonly items: number;
  /** Pictures that were asked for and could not be read. */
  readonly missing: number;
}

/**
 * Packs a gallery of this browser's own.
 *
 * @param picture gives the picture of an item, null where it cannot be had; left out, none are packed
 * @throws AppError file-invalid where an archive cannot hold it
 */
export async function packGallery(
  gallery: OwnGallery,
  picture: ((item: GalleryItem) => Promise<Blob | null>) | undefined,
  onItem: (done: number) => void,
): Promise<Exported> {
  const [opened, parts] = await Promise.all([openOwn(gallery.id), partsOf(gallery.id)]);
  const places = new Map(rowsOf(gallery, parts).map((row) => [row.item.id, row]));
  const thumb = ({ id }: GalleryItem) => {
    const place = places.get(id);
    const part = place && parts[place.part];
    if (!part) return null;
    const [from = 0, to = 0] = [part.ends[place.row - 1], part.ends[place.row]];
    return to > from ? part.thumbs.slice(from, to) : null;
  };
  let missing = 0;
  const counted =
    picture &&
    (async (item: GalleryItem) => {
      const found = await picture(item).catch(() => null);
      if (!found) missing++;
      return found;
    });
  const files = filesOf(opened, { thumb, onItem, ...(counted && { picture: counted }) });
  const zip = await zipOf(files).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AppError(
      'file-invalid',
      `${gallery.title} is too large for a ZIP. ${cause.message}`,
      'Export it without pictures, or in parts: open its folders one by one.',
      { cause },
    );
  });
  const { title, items } = opened.manifest;
  return { zip, fileName: `${idOf(title)}.zip`, items: items.length, missing };
}

/** The picture of an item that was imported. */
export async function importedPicture(id: string, path: string): Promise<File | null> {
  const { manifest } = await openOwn(id);
  const item = manifest.items.find(({ file }) => file === path);
  const kept = item && (await keptPicture(id, item.id));
  return kept ? new File([kept], path.slice(path.lastIndexOf('/') + 1)) : null;
}

/** Whether a model of this site embedded it. */
export function isOf(manifest: GalleryManifest, model: ModelManifest): boolean {
  try {
    assertSameModel({ ...manifest, captionEmbeddings: undefined } as GalleryManifest, model);
    return true;
  } catch {
    return false;
  }
}

/** What is kept of an imported gallery beside its items. Its certainty was measured on the texts of one version of a model. */
export function originOf(manifest: GalleryManifest, model: ModelManifest): OwnGallery['origin'] {
  const { license, attribution, description, suggestions, certainty, textSha256 } = manifest;
  const same = textSha256 === defaultFiles(model).text.sha256;
  return {
    license,
    attribution,
    ...(description && { description }),
    ...(suggestions && { suggestions }),
    ...(certainty && same && { certainty }),
  };
}

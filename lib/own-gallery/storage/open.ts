import { AppError } from '@/lib/errors/errors';
import type { GalleryItem, GalleryManifest } from '@/lib/gallery/types';
import { galleryOf } from '../id';
import type { OwnGallery, Part } from '../types';
import { embeddingsOf, getGallery, partsOf, rowsOf } from './galleries';

/** What the engine needs of a gallery: its manifest, and the embeddings of its items, float32, [items * dim]. */
export interface OpenedOwn {
  readonly manifest: GalleryManifest;
  readonly embeddings: Float32Array<ArrayBuffer>;
}

/** Parts never change: those that were read stay, and only later ones are asked for. */
interface Known {
  readonly parts: Part[];
  readonly embeddings: Float32Array[];
}

/**
 * Reads own galleries out of the browser's storage, the latest one's parts kept: while it is being read it is opened
 * again and again.
 */
class OwnReader {
  private known: { readonly id: string } & Known = { id: '', parts: [], embeddings: [] };

  /** @throws AppError gallery-unknown where this browser has no such gallery */
  async open(id: string): Promise<OpenedOwn> {
    const gallery = await getGallery(id);
    if (!gallery) throw unknown(id);
    if (this.known.id !== id) this.known = { id, parts: [], embeddings: [] };
    const { parts, embeddings } = this.known;
    const from = parts.length;
    const [newParts, newEmbeddings] = await Promise.all([
      partsOf(id, from),
      embeddingsOf(id, from),
    ]);
    // Two openings at once must not add the same parts twice.
    if (parts.length === from) {
      parts.push(...newParts);
      embeddings.push(...newEmbeddings);
    }
    return opened(gallery, { parts, embeddings });
  }
}

const reader = new OwnReader();

/** Opens a gallery of this browser's own. @throws AppError gallery-unknown | storage-forbidden */
export const openOwn = (id: string): Promise<OpenedOwn> => reader.open(id);

function opened(gallery: OwnGallery, { parts, embeddings }: Known): OpenedOwn {
  const { dim } = gallery;
  const rows = rowsOf(gallery, parts);
  const matrix = new Float32Array(rows.length * dim);
  rows.forEach(({ part, row }, i) => {
    matrix.set(embeddings[part]?.subarray(row * dim, (row + 1) * dim) ?? [], i * dim);
  });
  return {
    embeddings: matrix,
    manifest: {
      id: galleryOf(gallery.id),
      title: gallery.title,
      license: 'Not stated',
      attribution: gallery.source.name,
      ...gallery.origin,
      model: gallery.model,
      modelSha256: gallery.modelSha256,
      dim,
      items: rows.map(({ item }) => itemOf(item)),
      // Not a file: the store that opened the gallery has the bytes.
      embeddings: {
        file: 'embeddings.bin',
        bytes: matrix.byteLength,
        sha256: '',
        dtype: 'float32',
      },
    },
  };
}

/** What does not say when it was taken has the time at which its file changed last; a scene's chip has none: its file is no photograph of a moment. */
function itemOf({ bytes: _, modified, ...item }: Part['items'][number]): GalleryItem {
  const isUndated = item.date === undefined && item.part === undefined;
  return isUndated && modified > 0 ? { ...item, date: localTime(modified) } : item;
}

/** In the time of this place, as file managers show it: `2024-05-31T14:02:00`. @param time ms since 1970 */
function localTime(time: number): string {
  const shifted = time - new Date(time).getTimezoneOffset() * 60_000;
  return new Date(shifted).toISOString().slice(0, 19);
}

function unknown(id: string): AppError {
  return new AppError(
    'gallery-unknown',
    `This browser has no gallery "${id}" of its own.`,
    'A link to a gallery of somebody’s own opens only where it was made. Import it there as a ZIP, or choose another gallery.',
  );
}

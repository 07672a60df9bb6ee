import { sha256 } from '@/lib/assets/sha256';
import { readEmbeddings } from '@/lib/gallery/embeddings';
import type { GalleryManifest } from '@/lib/gallery/types';
import { partOf, type ReadPicture } from '../reading/batch';
import { addPart } from '../storage/galleries';
import type { OwnGallery } from '../types';
import { broken, bytesIn, type GalleryArchive } from './archive';

/** Pictures that are written at once. */
const PART = 256;

/**
 * Writes the gallery of an archive into this browser's storage: nothing is embedded again. Pictures in the archive are
 * kept as well; they have no other home here.
 *
 * @param gallery what it is in this browser, without items
 * @param onPart told what the gallery is with each part
 * @throws AppError gallery-invalid | storage-full | storage-forbidden
 */
export async function importInto(
  gallery: OwnGallery,
  archive: GalleryArchive,
  manifest: GalleryManifest,
  onPart: (gallery: OwnGallery) => void,
): Promise<OwnGallery> {
  const matrix = await embeddingsIn(archive, manifest);
  const { dim, items } = manifest;
  let grown = gallery;
  for (let from = 0; from < items.length; from += PART) {
    const pictures = new Map<string, Blob>();
    const some = items.slice(from, from + PART);
    const read = some.map(async (item, i): Promise<ReadPicture> => {
      const [picture, thumb] = await Promise.all([
        fileIn(archive, `images/${item.file}`),
        fileIn(archive, `thumbs/${item.id}.webp`),
      ]);
      if (picture) pictures.set(item.id, picture);
      // What is not here now can still be somewhere: the card shows its thumbnail where there is one.
      const { image, ...rest } = item;
      const known = thumb || image !== false ? rest : item;
      return {
        item: { ...known, bytes: picture?.size ?? 0, modified: 0 },
        embedding: matrix.subarray((from + i) * dim, (from + i + 1) * dim),
        thumb: thumb ?? picture ?? new Blob([]),
      };
    });
    const { part, embeddings } = partOf(await Promise.all(read), dim);
    const kept = [...pictures.values()].reduce((sum, { size }) => sum + size, 0);
    const count = grown.items + some.length;
    const next: OwnGallery = {
      ...grown,
      items: count,
      parts: grown.parts + 1,
      bytes: grown.bytes + embeddings.byteLength + part.thumbs.size + kept,
      state: count === items.length ? 'complete' : 'reading',
    };
    await addPart(next, part, embeddings, pictures);
    grown = next;
    onPart(grown);
  }
  return grown;
}

async function embeddingsIn(archive: GalleryArchive, manifest: GalleryManifest) {
  const { embeddings, dim, items } = manifest;
  const bytes = await bytesIn(archive, embeddings.file);
  if ((await sha256(bytes)) !== embeddings.sha256) {
    throw broken(archive, `${embeddings.file} is not what gallery.json says`);
  }
  return readEmbeddings(bytes, embeddings.dtype, dim, items.length);
}

/** A picture or thumbnail. One that is missing or damaged leaves its item without it. */
async function fileIn({ entries }: GalleryArchive, path: string): Promise<Blob | null> {
  const entry = entries.get(path);
  return entry ? entry.open().catch(() => null) : null;
}

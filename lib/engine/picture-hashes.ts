import { type PictureHash, parseHash } from '@/lib/duplicates/hash';
import { hashOfPicture } from '@/lib/duplicates/picture';
import type { GalleryManifest } from '@/lib/gallery/types';
import { isOwn } from '@/lib/own-gallery/id';
import type { EnginePorts } from './ports';
import type { RankedItem } from './protocol';

/** Thumbnails that one search waits for; of more copies, the embedding alone tells the rest. */
const MOST = 100;

/**
 * Perceptual hashes of a gallery's pictures: those that it holds. Of a gallery that was built without, they are made of
 * the thumbnails of pictures that are about to be folded.
 */
export class PictureHashes {
  /** By row; null of a picture that has none. */
  private readonly known = new Map<number, PictureHash | null>();

  constructor(
    private readonly gallery: GalleryManifest,
    private readonly ports: Pick<EnginePorts, 'store' | 'decodeImage'>,
  ) {}

  /** Null where it is not known. */
  of(row: number): PictureHash | null {
    const known = this.known.get(row);
    if (known !== undefined) return known;
    const text = this.gallery.items[row]?.hash;
    const hash = text === undefined ? null : parseHash(text);
    if (hash) this.known.set(row, hash);
    return hash;
  }

  /** Rows in stacks that were folded without their hashes, and that can be looked at. */
  unknownIn(items: readonly RankedItem[]): number[] {
    // Thumbnails of own galleries are kept with their hashes; pictures of before are known by their embeddings alone.
    if (isOwn(this.gallery.id)) return [];
    return items
      .filter(({ copies }) => copies !== undefined)
      .flatMap((top) => [top, ...(top.copies ?? [])])
      .map(({ row }) => row)
      .filter((row) => {
        const item = this.gallery.items[row];
        return !this.known.has(row) && item?.hash === undefined && item?.image !== false;
      })
      .slice(0, MOST);
  }

  /** Makes hashes of thumbnails. A picture without one that can be read is known by its embedding alone. */
  async read(rows: readonly number[], signal?: AbortSignal): Promise<void> {
    await Promise.all(
      rows.map(async (row) => {
        const hash = await this.readOne(row, signal).catch(() => null);
        if (!signal?.aborted) this.known.set(row, hash);
      }),
    );
  }

  private async readOne(row: number, signal?: AbortSignal): Promise<PictureHash | null> {
    const { id } = this.gallery.items[row] as GalleryManifest['items'][number];
    const path = `galleries/${this.gallery.id}/thumbs/${id}.webp`;
    return hashOfPicture(
      await this.ports.decodeImage(await this.ports.store.raw(path, signal), id),
    );
  }
}

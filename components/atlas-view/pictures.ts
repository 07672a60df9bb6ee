import type { GalleryItem } from '@/lib/gallery/types';

/** Thumbnails that are fetched at once, and that are kept. */
const AT_ONCE = 8;
const KEPT = 800;

/** Thumbnails to draw, fetched and scaled when they are first asked for. */
export class Pictures {
  /** null of one that is on its way, or that cannot be read. */
  private readonly known = new Map<string, ImageBitmap | null>();
  private wanted: GalleryItem[] = [];
  private loading = 0;
  private closed = false;

  /**
   * @param side of the square that a thumbnail is drawn in, px of the device
   * @param onPicture called when there is another one to draw
   */
  constructor(
    private readonly urlOf: (item: GalleryItem) => string,
    private readonly side: number,
    private readonly onPicture: () => void,
  ) {}

  /** The thumbnail of an item; null where it has none, or not yet. */
  get(item: GalleryItem): ImageBitmap | null {
    if (item.image === false) return null;
    const known = this.known.get(item.id);
    if (known === undefined) this.wanted.push(item);
    return known ?? null;
  }

  /** Called before a frame: what the earlier one wanted may be out of sight. */
  begin(): void {
    this.wanted = [];
  }

  /** Called after a frame: fetches what it wanted. */
  end(): void {
    while (this.loading < AT_ONCE && !this.closed) {
      const item = this.wanted.shift();
      if (!item) return;
      if (!this.known.has(item.id)) void this.load(item);
    }
  }

  close(): void {
    this.closed = true;
    for (const bitmap of this.known.values()) bitmap?.close();
    this.known.clear();
  }

  /** Decoded and scaled apart from the drawing: a frame that decodes its pictures takes several times as long. */
  private async load(item: GalleryItem): Promise<void> {
    this.loading++;
    this.keep(item.id, null);
    try {
      const image = new Image();
      image.src = this.urlOf(item);
      await image.decode();
      const { side } = this;
      const bitmap = await createImageBitmap(image, {
        resizeWidth: side,
        resizeHeight: side,
        resizeQuality: 'medium',
      });
      if (this.closed) return bitmap.close();
      this.keep(item.id, bitmap);
    } catch {
      // Its dot is drawn all the same.
    } finally {
      this.loading--;
    }
    this.onPicture();
  }

  private keep(id: string, bitmap: ImageBitmap | null): void {
    this.known.set(id, bitmap);
    if (this.known.size <= KEPT) return;
    for (const [oldest, old] of this.known) {
      if (oldest === id) return;
      this.known.delete(oldest);
      old?.close();
      return;
    }
  }
}

import type { GalleryItem } from '@/lib/gallery/types';

/** Thumbnails that are fetched at once, and that are kept. */
const AT_ONCE = 8;
const KEPT = 800;

/** Thumbnails to draw, fetched when they are first asked for. */
export class Pictures {
  private readonly known = new Map<string, HTMLImageElement | 'broken'>();
  private wanted: GalleryItem[] = [];
  private loading = 0;

  /** @param onPicture called when there is another one to draw */
  constructor(
    private readonly urlOf: (item: GalleryItem) => string,
    private readonly onPicture: () => void,
  ) {}

  /** The thumbnail of an item; null where it has none, or not yet. */
  get(item: GalleryItem): HTMLImageElement | null {
    if (item.image === false) return null;
    const known = this.known.get(item.id);
    if (known === undefined) this.wanted.push(item);
    return known && known !== 'broken' && known.complete && known.naturalWidth > 0 ? known : null;
  }

  /** Called before a frame: what the earlier one wanted may be out of sight. */
  begin(): void {
    this.wanted = [];
  }

  /** Called after a frame: fetches what it wanted. */
  end(): void {
    while (this.loading < AT_ONCE) {
      const item = this.wanted.shift();
      if (!item) return;
      if (!this.known.has(item.id)) this.load(item);
    }
  }

  private load(item: GalleryItem): void {
    const image = new Image();
    this.loading++;
    const settle = (broken: boolean) => {
      this.loading--;
      if (broken) this.known.set(item.id, 'broken');
      this.onPicture();
    };
    image.onload = () => settle(false);
    image.onerror = () => settle(true);
    image.src = this.urlOf(item);
    this.known.set(item.id, image);
    if (this.known.size > KEPT) {
      const [oldest] = this.known.keys();
      if (oldest !== undefined) this.known.delete(oldest);
    }
  }
}

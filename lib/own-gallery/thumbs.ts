import { partsOf } from './storage/galleries';
import type { Part } from './types';

interface Place {
  readonly part: Part;
  readonly row: number;
}

/** Addresses of an own gallery's thumbnails: of the one that was loaded last, each made when it is first shown. */
class ThumbUrls {
  private gallery = '';
  private parts = 0;
  private readonly places = new Map<string, Place>();
  private readonly urls = new Map<string, string>();
  private readonly old: string[] = [];

  /** Knows the thumbnails of all parts that are there now. @throws AppError storage-forbidden */
  async load(gallery: string): Promise<void> {
    if (this.gallery !== gallery) this.forget(gallery);
    const parts = await partsOf(gallery, this.parts);
    if (this.gallery !== gallery) return; // Another was asked for meanwhile.
    for (const part of parts) {
      part.items.forEach(({ id }, row) => {
        this.drop(id); // It was read again: in other bands, or because its file has changed.
        this.places.set(id, { part, row });
      });
    }
    this.parts += parts.length;
  }

  /** '' where there is none. */
  url(item: string): string {
    const known = this.urls.get(item);
    if (known !== undefined) return known;
    const place = this.places.get(item);
    if (!place) return '';
    const { thumbs, ends } = place.part;
    const start = place.row === 0 ? 0 : ends[place.row - 1];
    const url = URL.createObjectURL(thumbs.slice(start, ends[place.row], thumbs.type));
    this.urls.set(item, url);
    return url;
  }

  private drop(item: string): void {
    const url = this.urls.get(item);
    if (url === undefined) return;
    this.urls.delete(item);
    this.old.push(url); // A card may still show it, or be about to.
  }

  private forget(next: string): void {
    for (const url of [...this.urls.values(), ...this.old]) URL.revokeObjectURL(url);
    this.old.length = 0;
    this.urls.clear();
    this.places.clear();
    this.gallery = next;
    this.parts = 0;
  }
}

export const ownThumbs = new ThumbUrls();

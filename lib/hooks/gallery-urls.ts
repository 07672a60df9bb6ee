import type { EngineConfig } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';

/** Address of an item's image, with the base path. */
export function imageUrlOf(
  { base, gallery }: EngineConfig,
  item: Pick<GalleryItem, 'file'>,
): string {
  const path = item.file.split('/').map(encodeURIComponent).join('/');
  return `${base}/galleries/${encodeURIComponent(gallery)}/images/${path}`;
}

/** Address of an item's thumbnail, with the base path. */
export function thumbUrlOf({ base, gallery }: EngineConfig, item: GalleryItem): string {
  return `${base}/galleries/${encodeURIComponent(gallery)}/thumbs/${encodeURIComponent(item.id)}.webp`;
}

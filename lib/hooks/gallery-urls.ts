import { apiPathOf, isCollection } from '@/lib/collection/id';
import type { EngineConfig } from '@/lib/engine/protocol';
import type { GalleryItem } from '@/lib/gallery/types';

/** Address of an item's image, with the base path. */
export function imageUrlOf(
  { base, gallery }: EngineConfig,
  item: Pick<GalleryItem, 'id' | 'file'>,
): string {
  if (isCollection(gallery)) return `${base}/${apiPathOf(gallery, 'thumbs', item.id)}`;
  const path = item.file.split('/').map(encodeURIComponent).join('/');
  return `${base}/galleries/${encodeURIComponent(gallery)}/images/${path}`;
}

/** Address of an item's thumbnail, with the base path. */
export function thumbUrlOf({ base, gallery }: EngineConfig, item: GalleryItem): string {
  if (isCollection(gallery)) return `${base}/${apiPathOf(gallery, 'thumbs', item.id)}`;
  return `${base}/galleries/${encodeURIComponent(gallery)}/thumbs/${encodeURIComponent(item.id)}.webp`;
}

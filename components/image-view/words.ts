import type { GalleryItem } from '@/lib/gallery/types';
import { nameOf } from '../results/entries';
import type { ImageSource } from './use-image-query';

/** What the query is called, in titles and sentences. */
export function nameOfSource(
  source: ImageSource,
  find: (id: string) => GalleryItem | undefined,
): string {
  switch (source.kind) {
    case 'item':
      return nameOf(find(source.id) ?? { id: source.id });
    case 'upload':
      return source.upload.name;
    case 'link':
      return 'the picture of the link';
    default:
      return '';
  }
}

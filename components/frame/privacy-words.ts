import { count } from '@/components/ui/format';
import type { GalleryManifest } from '@/lib/gallery/types';

/** What of a query leaves the device. @param served whether this site's server searches the gallery */
export function privacySentence(
  gallery: Pick<GalleryManifest, 'dim'> | null,
  served: boolean,
): string {
  if (!served) return 'Everything runs on this device. No image and no query leaves it.';
  return `This site’s server searches this collection. Words and pictures are turned into ${numbersOf(gallery)} on this device, and the server gets those numbers, which tell roughly what is sought, the filters that you choose, and the ids of items that you open or mark. It never gets the words or the pictures of a query.`;
}

/** What stands beside a place that takes a picture. */
export function pictureSentence(
  gallery: Pick<GalleryManifest, 'dim'> | null,
  served: boolean,
): string {
  return served
    ? `It stays on this device: this site’s server gets ${numbersOf(gallery)} made from it, and compares them with the collection.`
    : 'It is compared with the gallery on this device and sent nowhere.';
}

function numbersOf(gallery: Pick<GalleryManifest, 'dim'> | null): string {
  return gallery ? `${count(gallery.dim)} numbers` : 'some hundred numbers';
}

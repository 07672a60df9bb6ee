import { resizeImage } from '@/lib/image/resize';
import type { RgbaImage } from '@/lib/image/types';
import { HASH_SIDE, hashOf, type PictureHash } from './hash';

/** The hash of a decoded picture; null of one in which there is next to nothing. */
export function hashOfPicture(image: RgbaImage): PictureHash | null {
  const { data } = resizeImage(image, HASH_SIDE, HASH_SIDE, 'bilinear');
  return hashOf(
    Float32Array.from({ length: HASH_SIDE * HASH_SIDE }, (_, i) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * i, 4 * i + 3);
      return 0.299 * red + 0.587 * green + 0.114 * blue;
    }),
  );
}

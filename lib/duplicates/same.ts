import { hashDistance, type PictureHash, turnsOf } from './hash';

/**
 * Cosine from which two pictures count as the same where the hash of either is not known. A high one: two fields that
 * share nothing but their furrows reach .9996, and a picture that is folded by mistake is hidden.
 */
export const SAME_COSINE = 0.9998;

/**
 * Bits in which the hashes of a picture and its copy differ at most, however it is turned. The nearest distinct pictures
 * of `aerial` differ by 8. All figures here are measured by `npm run copies` and stand in docs/galleries.md.
 */
export const SAME_BITS = 6;
/** A picture may look alike at 32 px and show another thing. */
export const LEAST_COSINE = 0.8;

/** Of a copy that lost its edge more bits differ; its embedding is then nearer than that of most distinct pictures. */
export const CROPPED_BITS = 11;
export const CROPPED_COSINE = 0.985;

/** @param cosine of the embeddings of two pictures of which the hashes are known */
export function isSamePicture(cosine: number, a: PictureHash, b: PictureHash): boolean {
  if (cosine < LEAST_COSINE) return false;
  if (cosine >= CROPPED_COSINE && hashDistance(a, b) <= CROPPED_BITS) return true;
  return turnsOf(a).some((turned) => hashDistance(turned, b) <= SAME_BITS);
}

import { AppError } from '@/lib/errors/errors';
import type { AtlasFile, GalleryManifest } from './types';

/** Bytes of an item: x and y, float32. */
const BYTES = 8;

/** The file of a gallery's positions, where it is of the embeddings that the gallery has; null where it is not. */
export function currentAtlas({
  atlas,
  embeddings,
}: Pick<GalleryManifest, 'atlas' | 'embeddings'>): AtlasFile | null {
  return atlas?.embeddingsSha256 === embeddings.sha256 ? atlas : null;
}

/**
 * Positions on the Atlas from their file: float32, little endian.
 *
 * @param items how many the gallery has
 * @returns x, y of each item, 0..1, [2 * items]
 * @throws AppError gallery-invalid where the size does not fit or a value is not in 0..1
 */
export function readPositions(bytes: Uint8Array, items: number): Float32Array<ArrayBuffer> {
  if (bytes.length !== items * BYTES) {
    throw invalid(`hold ${bytes.length} bytes where ${items * BYTES} belong`);
  }
  const positions = new Float32Array(new Uint8Array(bytes).buffer);
  // No comparison holds for what is not a number.
  if (!positions.every((value) => value >= 0 && value <= 1)) {
    throw invalid('hold values that are not in 0..1');
  }
  return positions;
}

/** Bytes that {@link readPositions} reads. @param positions [2 * items], 0..1 */
export function writePositions({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function invalid(what: string): AppError {
  return new AppError(
    'gallery-invalid',
    `The positions of the gallery's atlas ${what}.`,
    'Compute them anew: npm run gallery -- atlas ID.',
  );
}

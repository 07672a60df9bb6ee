import { AppError } from '@/lib/errors/errors';

const BROKEN_ADVICE = 'Copy the whole link again, or search with the image itself.';

/**
 * An embedding as a URL can carry it: each component divided by the largest magnitude, rounded to
 * int8 (-127..127), base64url without padding. A cosine needs the direction only, so the factor is
 * not kept; scaling by the largest component uses all 8 bits (cosine to the original about 0.99997
 * at 256 dimensions).
 *
 * @param embedding [dim], any non-zero length.
 * @returns ceil(dim * 4 / 3) characters of A-Z a-z 0-9 - _.
 * @throws AppError embedding-broken for an empty, zero or non-finite vector.
 */
export function encodeEmbedding(embedding: Float32Array): string {
  const peak = embedding.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(peak) || peak === 0 || embedding.some(Number.isNaN)) {
    throw new AppError(
      'embedding-broken',
      'This embedding cannot be put into a link.',
      BROKEN_ADVICE,
    );
  }
  let binary = '';
  for (const value of embedding) {
    binary += String.fromCharCode(Math.round((value / peak) * 127) & 0xff);
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads what {@link encodeEmbedding} wrote.
 *
 * @param dim Dimension of the loaded model; a link made with another model does not fit.
 * @returns The embedding, normalized, [dim].
 * @throws AppError embedding-broken.
 */
export function decodeEmbedding(e: string, dim: number): Float32Array<ArrayBuffer> {
  const bytes = bytesOf(e);
  if (bytes.length !== dim) {
    throw new AppError(
      'embedding-broken',
      `The query image in the link has ${bytes.length} values where this model needs ${dim}.`,
      'The link may be cut short or made with another model: copy it again, or search with the image itself.',
    );
  }
  const values = Float32Array.from(new Int8Array(bytes.buffer));
  const length = Math.hypot(...values);
  if (length === 0) {
    throw new AppError('embedding-broken', 'The query image in the link is empty.', BROKEN_ADVICE);
  }
  return values.map((value) => value / length);
}

/** Whether a string can be the output of {@link encodeEmbedding} for some dimension. */
export function isEncodedEmbedding(e: string): boolean {
  // One character over a multiple of four cannot come from whole bytes.
  return /^[A-Za-z0-9_-]+$/.test(e) && e.length % 4 !== 1;
}

function bytesOf(e: string): Uint8Array<ArrayBuffer> {
  if (!isEncodedEmbedding(e)) {
    throw new AppError(
      'embedding-broken',
      'The query image in the link cannot be read.',
      BROKEN_ADVICE,
    );
  }
  const binary = atob(e.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

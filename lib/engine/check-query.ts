import type { EncodedText } from '@/lib/encoder/encoder';
import { AppError } from '@/lib/errors/errors';
import { normalize } from '@/lib/vector/vector';
import type { Notice } from './protocol';

/** @throws AppError text-blank where there is nothing to read but white space and invisible marks. */
export function assertText(text: string): void {
  if (/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text)) return;
  throw new AppError(
    'text-blank',
    'There is nothing to search for yet.',
    'Type what the image should show, for example "storage tanks".',
  );
}

/**
 * What the person should know of how the model reads their text.
 *
 * @param marks Tokens that every text gets (start, end).
 * @param unknownToken Id of an unknown symbol; undefined in vocabularies that know every byte.
 * @throws AppError text-unknown where every token is unknown to the model: the answer would be meaningless.
 */
export function noticesOf(
  { ids, cut, unknown, empty }: EncodedText,
  marks: number,
  unknownToken: number | undefined,
): readonly Notice[] {
  const known = ids.filter((id) => id !== unknownToken).length - marks;
  if (empty || (unknown && known <= 0)) {
    throw new AppError(
      'text-unknown',
      'The model knows none of these symbols.',
      'Describe the image in English words.',
    );
  }
  const notices: Notice[] = [];
  if (cut) notices.push('text-cut');
  if (unknown) notices.push('text-unknown-symbols');
  return notices;
}

/**
 * A query embedding from outside (a link, another page), normalized.
 *
 * @throws AppError embedding-broken for a wrong dimension, a zero vector, NaN or infinity.
 */
export function checkedEmbedding(embedding: Float32Array, dim: number): Float32Array<ArrayBuffer> {
  const normalized = normalize(embedding);
  const sum = normalized.reduce((total, value) => total + value * value, 0);
  if (embedding.length === dim && Math.abs(sum - 1) < 1e-3) return normalized;
  throw new AppError(
    'embedding-broken',
    embedding.length === dim
      ? 'The query embedding is empty or not of numbers.'
      : `The query embedding has ${embedding.length} values where this model needs ${dim}.`,
    'Copy the whole link again, or search with the image itself.',
  );
}

import type { OwnItem, Part } from '../types';

/** A picture that was read and not yet written. */
export interface ReadPicture {
  readonly item: OwnItem;
  /** Normalized, [dim]. */
  readonly embedding: Float32Array;
  readonly thumb: Blob;
}

/** Pictures as they are kept: a part, and its embeddings, float32, [pictures * dim]. */
export function partOf(
  pictures: readonly ReadPicture[],
  dim: number,
): { readonly part: Part; readonly embeddings: ArrayBuffer } {
  const embeddings = new Float32Array(pictures.length * dim);
  const ends: number[] = [];
  let end = 0;
  for (const [row, { embedding, thumb }] of pictures.entries()) {
    embeddings.set(embedding, row * dim);
    end += thumb.size;
    ends.push(end);
  }
  const type = pictures[0]?.thumb.type ?? '';
  const thumbs = new Blob(
    pictures.map(({ thumb }) => thumb),
    { type },
  );
  const items = pictures.map(({ item }) => item);
  return { part: { items, thumbs, ends }, embeddings: embeddings.buffer };
}

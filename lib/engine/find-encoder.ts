import type { FindEncoder } from '@/lib/find/session';
import type { Picture } from '@/lib/find/types';
import type { QueryEncoder } from './query-encoder';

/** What finding features needs of the encoder. */
export function findEncoderOf(encoder: QueryEncoder): FindEncoder {
  const { host } = encoder;
  return {
    model: host.model,
    encodeImage: (pixels, signal) => host.encodeImage(pixels, undefined, signal),
    encodeDense: (pixels, signal) => host.encodeDense(pixels, signal),
    denseText: () => host.denseText(),
    encodeTexts: (texts) => encoder.encodeTexts(texts),
    encodePrompts: (prompts) => encoder.encodePrompts(prompts),
  };
}

/** Identifies a picture that is opened again; undefined where it cannot be identified. */
export function keyOfPicture(picture: Picture, gallery: string): string | undefined {
  if (picture.kind === 'item') return `item ${gallery} ${picture.id}`;
  return picture.key === undefined ? undefined : `image ${picture.key}`;
}

import { createSerializer, type inferParserType } from 'nuqs/server';
import {
  K_DEFAULT,
  parseAsBackend,
  parseAsEncodedEmbedding,
  parseAsFindMethod,
  parseAsFlag,
  parseAsFolderId,
  parseAsIndexKind,
  parseAsItemId,
  parseAsK,
  parseAsScale,
  parseAsShare,
  parseAsString,
  parseAsTiles,
} from './parsers';

/** What every view understands; null stands for the default. */
export const sharedParsers = {
  gallery: parseAsFolderId,
  model: parseAsFolderId,
  index: parseAsIndexKind,
  backend: parseAsBackend,
};

/** The whole state of each view. A parameter at its default is left out of the URL. */
export const viewParsers = {
  /** `item`: the item whose panel is open. */
  text: {
    q: parseAsString.withDefault(''),
    k: parseAsK.withDefault(K_DEFAULT),
    item: parseAsItemId,
    captions: parseAsFlag.withDefault(false),
    ...sharedParsers,
  },
  /** The query is `item` (of the gallery) or `e` (an uploaded image's embedding); `detail`: the open panel. */
  image: {
    item: parseAsItemId,
    e: parseAsEncodedEmbedding,
    k: parseAsK.withDefault(K_DEFAULT),
    detail: parseAsItemId,
    captions: parseAsFlag.withDefault(false),
    ...sharedParsers,
  },
  /**
   * The picture is `item` (of the gallery) or `sample` (one of the large sample scenes); `q`: features, see
   * `featuresOf`; `t`: probability from which a place is found.
   */
  find: {
    item: parseAsItemId,
    sample: parseAsItemId,
    q: parseAsString.withDefault(''),
    method: parseAsFindMethod.withDefault('dense'),
    scale: parseAsScale,
    tiles: parseAsTiles,
    t: parseAsShare,
    ...sharedParsers,
  },
  evaluate: { ...sharedParsers },
};

export type View = keyof typeof viewParsers;
export type SharedState = inferParserType<typeof sharedParsers>;
export type TextState = inferParserType<(typeof viewParsers)['text']>;
export type ImageState = inferParserType<(typeof viewParsers)['image']>;
export type FindState = inferParserType<(typeof viewParsers)['find']>;
export type EvaluateState = inferParserType<(typeof viewParsers)['evaluate']>;

export interface ViewStates {
  readonly text: TextState;
  readonly image: ImageState;
  readonly find: FindState;
  readonly evaluate: EvaluateState;
}

const PATHS: Readonly<Record<View, string>> = {
  text: '/',
  image: '/image',
  find: '/find',
  evaluate: '/evaluate',
};

const serializers = {
  text: createSerializer(viewParsers.text),
  image: createSerializer(viewParsers.image),
  find: createSerializer(viewParsers.find),
  evaluate: createSerializer(viewParsers.evaluate),
};

/**
 * A link to a view in a given state. Defaults are left out; so is the base path (next/link adds it).
 *
 * @example toHref('image', { ...sharedOf(state), item: 'airport_3' }) // '/image?item=airport_3'
 */
export function toHref<V extends View>(view: V, state: Partial<ViewStates[V]> = {}): string {
  // Four signatures of one generic function: the union of them takes no argument at all.
  const serialize = serializers[view] as (base: string, values: Partial<ViewStates[V]>) => string;
  return serialize(PATHS[view], state);
}

/** The part of a view's state that goes along to another view. */
export function sharedOf({ gallery, model, index, backend }: SharedState): SharedState {
  return { gallery, model, index, backend };
}

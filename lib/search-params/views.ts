import { createSerializer, type inferParserType, type ParserMap } from 'nuqs/server';
import { BACKENDS } from '@/lib/encoder/types';
import { FIND_METHODS, SCALE_MAX, SCALE_MIN, TILES_MAX } from '@/lib/find/types';
import { INDEX_KINDS } from '@/lib/search-index/kinds/names';
import {
  INGREDIENTS_MAX,
  MINUS_LENGTH_MAX,
  parseAsEmbeddings,
  parseAsItemIds,
  parseAsMinus,
  parseAsWeights,
  WEIGHT_MAX,
  WEIGHT_MIN,
} from './ingredients';
import { filterAdvice, filterParsers, narrowingAdvice, narrowingParsers } from './narrowing';
import {
  INSIDE_REACHES,
  K_DEFAULT,
  K_MAX,
  K_MIN,
  parseAsBackend,
  parseAsCorners,
  parseAsEncodedEmbedding,
  parseAsFindMethod,
  parseAsFlag,
  parseAsFolderId,
  parseAsGallery,
  parseAsIndexKind,
  parseAsInside,
  parseAsItemId,
  parseAsK,
  parseAsPlace,
  parseAsScale,
  parseAsShare,
  parseAsString,
  parseAsTiles,
  parseAsZoom,
  ZOOM_MAX,
} from './parsers';

/** What every view understands; null stands for the default. */
export const sharedParsers = {
  gallery: parseAsGallery,
  model: parseAsFolderId,
  index: parseAsIndexKind,
  backend: parseAsBackend,
};

export const sharedAdvice: AdviceFor<typeof sharedParsers> = {
  gallery: 'Choose a gallery in the bar at the top.',
  model: 'Choose a model in the bar at the top.',
  index: `Use ${choices(INDEX_KINDS)}.`,
  backend: `Use ${choices(BACKENDS)}.`,
};

/** What to do instead where a parameter of that name was not understood. */
type AdviceFor<Parsers> = { readonly [Key in keyof Parsers]?: string };

/** A view as the rest of the page sees it: types, links, navigation and problems follow from this record. */
interface ViewRecord<Parsers extends ParserMap> {
  /** Without the base path, which next/link adds. */
  readonly path: `/${string}`;
  /** In the navigation; the icon is one of components/ui/icon.tsx. */
  readonly label: string;
  readonly icon: string;
  /** Of the tab, until the view names its state; '' for the name of the page alone. */
  readonly title: string;
  /** The whole state. A parameter at its default is left out of the URL. */
  readonly parsers: Parsers;
  readonly advice: AdviceFor<Parsers>;
  /**
   * Where a picture that is dropped or pasted stays in the view; anywhere else it starts a search by picture.
   * `parameter` takes the picture's key; the parameters in `replaces` are removed then.
   */
  readonly takesPictures?: {
    readonly hint: string;
    readonly parameter: keyof Parsers & string;
    readonly replaces: readonly (keyof Parsers & string)[];
  };
}

const K_ADVICE = `Use a whole number from ${K_MIN} to ${K_MAX}; without one it is ${K_DEFAULT}.`;

/** The views, in the order of the navigation. To add one, see CONTRIBUTING.md. */
export const VIEWS = {
  text: view({
    path: '/',
    label: 'Text',
    icon: 'text',
    title: '',
    /**
     * `minus` to `w`: ingredients of the query beside `q`, see lib/query. `item`: the item whose panel is open.
     * `map`: whether the results are shown on a map, where the gallery says where its items lie.
     * `inside`: which results are looked into, as Find looks into a picture, and ranked by what is found.
     */
    parsers: {
      q: parseAsString.withDefault(''),
      minus: parseAsMinus,
      like: parseAsItemIds,
      unlike: parseAsItemIds,
      e: parseAsEmbeddings,
      w: parseAsWeights.withDefault([]),
      k: parseAsK.withDefault(K_DEFAULT),
      item: parseAsItemId,
      captions: parseAsFlag.withDefault(false),
      inside: parseAsInside,
      map: parseAsFlag.withDefault(false),
      ...narrowingParsers,
      ...sharedParsers,
    },
    advice: {
      k: K_ADVICE,
      captions: 'Use true or false.',
      map: 'Use true or false.',
      inside: `Use ${choices(INSIDE_REACHES)}.`,
      minus: `Up to ${INGREDIENTS_MAX.minus} texts, each of at most ${MINUS_LENGTH_MAX} characters.`,
      like: `Up to ${INGREDIENTS_MAX.like} ids of items.`,
      unlike: `Up to ${INGREDIENTS_MAX.unlike} ids of items.`,
      ...narrowingAdvice,
      w: `Use numbers from ${WEIGHT_MIN} to ${WEIGHT_MAX} (below zero to move away), separated by commas.`,
    },
  }),
  image: view({
    path: '/image',
    label: 'Image',
    icon: 'image',
    title: 'Search by picture',
    /** The query is `item` (of the gallery) or `e` (an uploaded image's embedding); `detail`: the open panel. */
    parsers: {
      item: parseAsItemId,
      e: parseAsEncodedEmbedding,
      k: parseAsK.withDefault(K_DEFAULT),
      detail: parseAsItemId,
      captions: parseAsFlag.withDefault(false),
      map: parseAsFlag.withDefault(false),
      ...narrowingParsers,
      ...sharedParsers,
    },
    advice: {
      k: K_ADVICE,
      captions: 'Use true or false.',
      map: 'Use true or false.',
      ...narrowingAdvice,
    },
  }),
  atlas: view({
    path: '/atlas',
    label: 'Atlas',
    icon: 'globe',
    title: 'Atlas of the gallery',
    /** `q`: what is lit up; `item`: the open panel; `x`, `y`: middle of what is shown, 0..1 of the map; `z`: how near. */
    parsers: {
      q: parseAsString.withDefault(''),
      item: parseAsItemId,
      x: parseAsPlace.withDefault(0.5),
      y: parseAsPlace.withDefault(0.5),
      z: parseAsZoom.withDefault(1),
      ...filterParsers,
      ...sharedParsers,
    },
    advice: {
      x: 'Use a number from 0 to 1.',
      y: 'Use a number from 0 to 1.',
      z: `Use a number from 1 to ${ZOOM_MAX}.`,
      ...filterAdvice,
    },
  }),
  find: view({
    path: '/find',
    label: 'Find',
    icon: 'find',
    title: 'Find in a picture',
    /**
     * The picture is `item` (of the gallery), `sample` (one of the large sample scenes) or `upload` (one of the
     * visitor's own, which the link does not hold); `q`: features, see `featuresOf`; `t`: probability from which a
     * place is found; `place`: the selected one, by its corners.
     */
    parsers: {
      item: parseAsItemId,
      sample: parseAsItemId,
      upload: parseAsFolderId,
      place: parseAsCorners,
      q: parseAsString.withDefault(''),
      method: parseAsFindMethod.withDefault('dense'),
      scale: parseAsScale,
      tiles: parseAsTiles,
      t: parseAsShare,
      ...sharedParsers,
    },
    advice: {
      sample: 'Choose one of the sample scenes.',
      upload: 'Choose the picture again.',
      place: 'Choose the place in the list.',
      method: `Use ${choices(FIND_METHODS)}.`,
      scale: `Use a number from ${SCALE_MIN} to ${SCALE_MAX}.`,
      tiles: `Use rows and columns from 1 to ${TILES_MAX}, such as 3x3.`,
      t: 'Use a number from 0 to 1.',
    },
    takesPictures: {
      hint: 'Drop to find things in it',
      parameter: 'upload',
      replaces: ['item', 'sample', 'place'],
    },
  }),
  evaluate: view({
    path: '/evaluate',
    label: 'Evaluate',
    icon: 'chart',
    title: 'Evaluate',
    parsers: sharedParsers,
    advice: {},
  }),
} as const;

/** `a, b or c` */
function choices(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** Keeps the record's own type and checks it. */
function view<const R extends ViewRecord<ParserMap>>(record: R & ViewRecord<R['parsers']>): R {
  return record;
}

export type View = keyof typeof VIEWS;
export type SharedState = inferParserType<typeof sharedParsers>;
export type StateOf<V extends View> = inferParserType<(typeof VIEWS)[V]['parsers']>;
export type TextState = StateOf<'text'>;
export type ImageState = StateOf<'image'>;
export type AtlasState = StateOf<'atlas'>;
export type FindState = StateOf<'find'>;

/** All views, in the order of the navigation. */
export const VIEW_NAMES = Object.keys(VIEWS) as View[];

/** Where a picture that is dropped or pasted stays in the view that is open. */
export interface PictureTaking {
  readonly path: string;
  readonly hint: string;
  /** Takes the picture's key. */
  readonly parameter: string;
  /** Parameters that the picture replaces. */
  readonly replaces: readonly string[];
}

/** How the view at a path takes pictures; null where they start a search by picture. */
export function pictureTakingAt(path: string): PictureTaking | null {
  const name = viewAt(path);
  const record: ViewRecord<ParserMap> | null = name && VIEWS[name];
  return record?.takesPictures ? { path: record.path, ...record.takesPictures } : null;
}

/** The view at a path; static hosts may add a slash at its end. */
export function viewAt(path: string): View | null {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  return VIEW_NAMES.find((name) => VIEWS[name].path === trimmed) ?? null;
}

/** The title of the tab: `storage tanks · Overlook`. */
export function tabTitle(state: string): string {
  const cut = state.length > 60 ? `${state.slice(0, 60)}…` : state;
  return cut ? `${cut} · Overlook` : 'Overlook';
}

/**
 * A link to a view in a given state. Defaults are left out; so is the base path (next/link adds it).
 *
 * @example toHref('image', { ...sharedOf(state), item: 'airport_3' }) // '/image?item=airport_3'
 */
export function toHref<V extends View>(view: V, state: Partial<StateOf<V>> = {}): string {
  // The serializer of a union of parsers takes no argument at all: it is typed for this view's state.
  const serialize = createSerializer<ParserMap>(VIEWS[view].parsers) as (
    base: string,
    values: Partial<StateOf<V>>,
  ) => string;
  return serialize(VIEWS[view].path, state);
}

/** The part of a view's state that goes along to another view. */
export function sharedOf({ gallery, model, index, backend }: SharedState): SharedState {
  return { gallery, model, index, backend };
}

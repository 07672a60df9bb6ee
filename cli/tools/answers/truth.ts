/** What a large picture shows and does not show, of the words that it is asked; of other words nothing is known. */
export interface Shown {
  readonly shows: readonly string[];
  readonly lacks: readonly string[];
}

/** Features of the rendered scenes by which a word is right as well; such a word is not counted where it is `unsure`. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  airplane: ['plane'],
  tank: ['storage tank'],
  tree: ['green tree', 'forest'],
  field: ['football field', 'baseball field', 'farmland', 'meadow'],
  water: ['river', 'pond', 'ocean'],
  sea: ['ocean'],
  sand: ['beach'],
  harbor: ['port'],
  dock: ['pier', 'port'],
  ship: ['boat'],
  court: ['tennis court', 'basketball court'],
  'baseball diamond': ['baseball field'],
  building: ['church', 'terminal', 'school', 'commercial area', 'dense residential area'],
  bridge: ['viaduct'],
};
/** Words that the ground truth of the rendered scenes does not list, though the scenes may show them. */
const UNSURE: ReadonlySet<string> = new Set([
  ...['bare soil', 'grass', 'pavement', 'car', 'intersection', 'freeway', 'plant', 'school'],
  ...['playground', 'swimming pool', 'chaparral', 'ship', 'tree', 'building', 'road', 'meadow'],
]);

/** @param features that the rendered scene has, by its ground truth */
export function shownByScene(features: ReadonlySet<string>, words: readonly string[]): Shown {
  const isShown = (word: string) =>
    [word, ...(SAME[word] ?? [])].some((feature) => features.has(feature));
  return {
    shows: words.filter(isShown),
    lacks: words.filter((word) => !isShown(word) && !UNSURE.has(word)),
  };
}

/** Of nowhere in these views. */
const NOWHERE = [
  ...[
    'golf course',
    'tennis court',
    'baseball field',
    'baseball diamond',
    'swimming pool',
    'beach',
  ],
  ...['desert', 'mountain', 'chaparral', 'mobile home', 'mobile home park', 'court', 'field'],
  ...['playground', 'stadium', 'church', 'storage tank', 'tank', 'river', 'pond', 'forest'],
];

/** The NAIP views among the sample scenes of Find, as a person sees them. */
export const VIEWS: Readonly<Record<string, Shown>> = {
  'naip-lax-airport': {
    shows: ['airplane', 'plane', 'airport', 'building', 'pavement', 'car', 'road'],
    lacks: [...NOWHERE, 'boat', 'ship', 'dock', 'harbor', 'port', 'sea', 'ocean', 'water', 'park'],
  },
  'naip-lax-freeway': {
    shows: [
      'freeway',
      'parking lot',
      'car',
      'road',
      'bridge',
      'viaduct',
      'tree',
      'building',
      'pavement',
    ],
    lacks: [
      ...NOWHERE,
      'boat',
      'ship',
      'dock',
      'harbor',
      'sea',
      'ocean',
      'airplane',
      'plane',
      'runway',
    ],
  },
  'naip-longbeach-port': {
    shows: ['boat', 'ship', 'sea', 'ocean', 'water', 'port'],
    lacks: [
      ...NOWHERE,
      ...['bridge', 'viaduct', 'airplane', 'plane', 'airport', 'runway', 'parking lot', 'building'],
      ...['car', 'road', 'freeway', 'tree', 'park', 'meadow', 'school', 'square', 'intersection'],
    ],
  },
};

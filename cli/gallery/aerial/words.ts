/**
 * The 21 classes of UC Merced Land Use, by the data set's spelling: the name that Overlook gives them, and two ways to
 * name a place of the class in a sentence of our own.
 */
export const CLASSES: Readonly<
  Record<string, { readonly name: string; readonly says: readonly [string, string] }>
> = {
  agricultural: { name: 'agricultural land', says: ['agricultural land', 'a cultivated field'] },
  airplane: { name: 'airplane', says: ['an airplane on the ground', 'a parked plane'] },
  baseballdiamond: { name: 'baseball diamond', says: ['a baseball diamond', 'a baseball field'] },
  beach: { name: 'beach', says: ['a beach', 'a sandy shore'] },
  buildings: { name: 'buildings', says: ['large buildings', 'a block of buildings'] },
  chaparral: { name: 'chaparral', says: ['chaparral', 'dry shrubland'] },
  denseresidential: {
    name: 'dense residential',
    says: ['a dense residential area', 'houses close together'],
  },
  forest: { name: 'forest', says: ['a forest', 'a dense wood'] },
  freeway: { name: 'freeway', says: ['a freeway', 'a motorway with several lanes'] },
  golfcourse: { name: 'golf course', says: ['a golf course', 'the greens of a golf course'] },
  harbor: { name: 'harbor', says: ['a harbor', 'a marina'] },
  intersection: { name: 'intersection', says: ['an intersection', 'a crossing of two roads'] },
  mediumresidential: {
    name: 'medium residential',
    says: ['a medium residential area', 'houses with gardens'],
  },
  mobilehomepark: {
    name: 'mobile home park',
    says: ['a mobile home park', 'mobile homes in rows'],
  },
  overpass: { name: 'overpass', says: ['an overpass', 'a road that passes over another'] },
  parkinglot: { name: 'parking lot', says: ['a parking lot', 'a car park'] },
  river: { name: 'river', says: ['a river', 'a river between its banks'] },
  runway: { name: 'runway', says: ['a runway', 'the runway of an airport'] },
  sparseresidential: {
    name: 'sparse residential',
    says: ['a sparse residential area', 'a house on a large plot'],
  },
  storagetanks: { name: 'storage tanks', says: ['storage tanks', 'round tanks seen from above'] },
  tenniscourt: { name: 'tennis court', says: ['a tennis court', 'a court for tennis'] },
};

/**
 * The 17 labels of Chaudhuri et al. (2017), by the data set's spelling: the tag's name, and how a sentence says that
 * one or more are there.
 */
export const TAGS: Readonly<Record<string, { readonly name: string; readonly says: string }>> = {
  airplane: { name: 'airplane', says: 'aircraft' },
  'bare-soil': { name: 'bare soil', says: 'bare soil' },
  buildings: { name: 'buildings', says: 'buildings' },
  cars: { name: 'cars', says: 'cars' },
  chaparral: { name: 'chaparral', says: 'chaparral' },
  court: { name: 'court', says: 'a sports court' },
  dock: { name: 'dock', says: 'docks' },
  field: { name: 'field', says: 'a field' },
  grass: { name: 'grass', says: 'grass' },
  'mobile-home': { name: 'mobile home', says: 'mobile homes' },
  pavement: { name: 'pavement', says: 'pavement' },
  sand: { name: 'sand', says: 'sand' },
  sea: { name: 'sea', says: 'the sea' },
  ship: { name: 'ship', says: 'ships' },
  tanks: { name: 'tanks', says: 'tanks' },
  trees: { name: 'trees', says: 'trees' },
  water: { name: 'water', says: 'water' },
};

/** Tags that the class itself says: a sentence does not say them again. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  agricultural: ['field'],
  airplane: ['airplane'],
  beach: ['sand'],
  buildings: ['buildings'],
  chaparral: ['chaparral'],
  forest: ['trees'],
  mobilehomepark: ['mobile-home'],
  river: ['water'],
  storagetanks: ['tanks'],
  tenniscourt: ['court'],
};

/**
 * Two sentences on an image, true by its class and its labels; both facts of the data set, the words our own.
 * @param turn any whole number: which of the ways to put it; images of one class take turns
 */
export function sentencesOf(
  category: string,
  labels: readonly string[],
  turn: number,
): readonly string[] {
  const { says } = CLASSES[category] as (typeof CLASSES)[string];
  const [first, second] = turn % 2 === 0 ? says : [says[1], says[0]];
  const rest = labels.filter((label) => !SAID[category]?.includes(label));
  const things = rest.map((label) => (TAGS[label] as (typeof TAGS)[string]).says);
  if (things.length === 0) return [`${first} and nothing else`, `${second} from above`];
  return [`${first} with ${listed(things)}`, `${listed(things)} beside ${second}`];
}

function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1) as string}`;
}

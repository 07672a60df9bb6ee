import { spellingsOf } from './spellings';

/** Areas that are made of several things: a single car, or a single house, is none. */
const GROUNDS: ReadonlySet<string> = new Set([
  ...['lot', 'parking', 'park', 'airport', 'port', 'harbour', 'harbor', 'area', 'district', 'city'],
  ...['town', 'village', 'suburb', 'neighbourhood', 'neighborhood', 'residential', 'industrial'],
  'commercial',
]);

/**
 * Words for areas, which cannot be counted: their share of the picture is given instead. The last word of a feature
 * decides ("sandy beach" is a beach).
 */
const AREAS: ReadonlySet<string> = new Set([
  ...[
    'river',
    'sea',
    'ocean',
    'water',
    'stream',
    'canal',
    'wave',
    'coast',
    'shore',
    'beach',
    'sand',
  ],
  ...[
    'forest',
    'wood',
    'tree',
    'bush',
    'shrub',
    'vegetation',
    'grass',
    'grassland',
    'lawn',
    'meadow',
  ],
  ...['green', 'farmland', 'field', 'crop', 'desert', 'land', 'soil', 'ground', 'dirt', 'mountain'],
  ...['hill', 'rock', 'snow', 'ice', 'cloud', 'road', 'street', 'highway', 'freeway', 'motorway'],
  ...[
    'path',
    'runway',
    'taxiway',
    'apron',
    'railway',
    'track',
    'rail',
    'pavement',
    'concrete',
    'asphalt',
  ],
  ...['wetland', 'swamp', 'marsh', 'shadow', 'wasteland', 'breakwater', 'wall', 'fence', 'wake'],
  ...GROUNDS,
]);

/** Whether places of a feature are single things, which can be counted. */
export function isThing(text: string): boolean {
  // "tennis court" and "baseball field" are things although a field is not.
  if (/\b(baseball|football|soccer|sports?|playing|athletic)\s+fields?$/i.test(text.trim()))
    return true;
  return !isNamedIn(AREAS, text);
}

/** Whether a feature is an area that is made of several things: "parking lot", "harbour". */
export function isGround(text: string): boolean {
  return isNamedIn(GROUNDS, text);
}

function isNamedIn(words: ReadonlySet<string>, text: string): boolean {
  const last = text.trim().split(/\s+/).at(-1) ?? '';
  return spellingsOf(last).some((word) => words.has(word));
}

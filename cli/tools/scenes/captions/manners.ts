import type { RsicdCategory } from '../../../../lib/categories/categories';

/** How RSICD speaks of a category. */
export interface Manner {
  /**
   * thing: the subject is one or more objects; place: it holds others; stuff: it is a surface; line: it runs through.
   */
  kind: 'thing' | 'place' | 'stuff' | 'line';
  /** The feature that the category is. */
  main: string;
  /** The place's noun phrase, without article. */
  noun: string;
  /** What it may hold or what may lie on it, most telling first. */
  holds?: readonly string[];
  /** What may lie around it, most telling first. */
  beside?: readonly string[];
}

const TOWN = ['green tree', 'building', 'road', 'parking lot'];

export const MANNERS: Record<RsicdCategory, Manner> = {
  airport: {
    kind: 'place',
    main: 'runway',
    noun: 'airport',
    holds: ['plane', 'runway', 'terminal', 'parking lot', 'building'],
    beside: ['green tree', 'road'],
  },
  'bare land': {
    kind: 'stuff',
    main: 'bare land',
    noun: 'bare land',
    holds: ['path', 'green tree'],
    beside: ['road', 'green tree', 'building'],
  },
  'baseball field': {
    kind: 'thing',
    main: 'baseball field',
    noun: 'baseball field',
    beside: ['green tree', 'parking lot', 'road', 'building'],
  },
  beach: {
    kind: 'stuff',
    main: 'beach',
    noun: 'beach',
    beside: ['ocean', 'green tree', 'road', 'building'],
  },
  bridge: {
    kind: 'line',
    main: 'bridge',
    noun: 'bridge',
    beside: ['river', 'green tree', 'building', 'road', 'boat'],
  },
  center: { kind: 'thing', main: 'center', noun: 'center', beside: [...TOWN] },
  church: {
    kind: 'thing',
    main: 'church',
    noun: 'church',
    beside: ['building', 'green tree', 'road'],
  },
  commercial: {
    kind: 'place',
    main: 'commercial area',
    noun: 'commercial area',
    holds: ['building', 'green tree', 'road', 'parking lot'],
  },
  'dense residential': {
    kind: 'place',
    main: 'dense residential area',
    noun: 'dense residential area',
    holds: ['building', 'green tree', 'road', 'swimming pool'],
  },
  desert: { kind: 'stuff', main: 'desert', noun: 'desert', beside: [] },
  farmland: {
    kind: 'stuff',
    main: 'farmland',
    noun: 'farmland',
    beside: ['road', 'green tree', 'building'],
  },
  forest: {
    kind: 'stuff',
    main: 'forest',
    noun: 'forest',
    holds: ['green tree'],
    beside: ['road'],
  },
  industrial: {
    kind: 'place',
    main: 'industrial area',
    noun: 'industrial area',
    holds: ['building', 'storage tank', 'green tree', 'road', 'chimney', 'parking lot'],
  },
  meadow: {
    kind: 'stuff',
    main: 'meadow',
    noun: 'meadow',
    holds: ['green tree', 'path'],
    beside: ['road'],
  },
  'medium residential': {
    kind: 'place',
    main: 'medium residential area',
    noun: 'medium residential area',
    holds: ['building', 'green tree', 'road', 'swimming pool'],
  },
  mountain: { kind: 'stuff', main: 'mountain', noun: 'mountain', beside: [] },
  park: {
    kind: 'place',
    main: 'park',
    noun: 'park',
    holds: ['green tree', 'pond', 'building'],
    beside: ['building', 'road'],
  },
  parking: {
    kind: 'place',
    main: 'parking lot',
    noun: 'parking lot',
    holds: ['car'],
    beside: ['green tree', 'building', 'road'],
  },
  playground: {
    kind: 'thing',
    main: 'playground',
    noun: 'playground',
    holds: ['football field'],
    beside: ['green tree', 'building', 'road', 'tennis court', 'basketball court', 'parking lot'],
  },
  pond: {
    kind: 'thing',
    main: 'pond',
    noun: 'pond',
    beside: ['green tree', 'road', 'building', 'meadow'],
  },
  port: {
    kind: 'place',
    main: 'pier',
    noun: 'port',
    holds: ['boat', 'ship'],
    beside: ['building', 'road', 'green tree', 'parking lot'],
  },
  'railway station': {
    kind: 'place',
    main: 'railway',
    noun: 'railway station',
    holds: ['train', 'railway'],
    beside: ['building', 'road', 'green tree'],
  },
  resort: {
    kind: 'place',
    main: 'resort',
    noun: 'resort',
    holds: ['building', 'swimming pool', 'green tree', 'tennis court'],
    beside: ['beach', 'ocean', 'pond', 'road'],
  },
  river: {
    kind: 'line',
    main: 'river',
    noun: 'river',
    beside: ['green tree', 'farmland', 'building', 'road'],
  },
  school: {
    kind: 'place',
    main: 'school',
    noun: 'school',
    holds: [
      'building',
      'playground',
      'green tree',
      'football field',
      'basketball court',
      'tennis court',
      'baseball field',
    ],
    beside: ['road'],
  },
  'sparse residential': {
    kind: 'place',
    main: 'sparse residential area',
    noun: 'sparse residential area',
    holds: ['building', 'swimming pool', 'green tree', 'road'],
  },
  square: {
    kind: 'thing',
    main: 'square',
    noun: 'square',
    holds: ['fountain'],
    beside: ['building', 'green tree', 'road'],
  },
  stadium: {
    kind: 'thing',
    main: 'stadium',
    noun: 'stadium',
    holds: ['football field'],
    beside: ['green tree', 'parking lot', 'road', 'building'],
  },
  'storage tanks': {
    kind: 'thing',
    main: 'storage tank',
    noun: 'storage tank',
    beside: ['road', 'building', 'green tree', 'river', 'bare land'],
  },
  viaduct: {
    kind: 'thing',
    main: 'viaduct',
    noun: 'viaduct',
    beside: ['green tree', 'building', 'road', 'meadow'],
  },
};

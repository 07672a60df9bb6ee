/** Nouns of more than one word, in the singular; a longer one stands before what it begins with. */
export const COMPOUNDS: readonly (readonly string[])[] = [
  'mobile home park',
  'mobile home',
  'parking lot',
  'parking space',
  'car park',
  'swimming pool',
  'storage tank',
  'baseball field',
  'baseball diamond',
  'football field',
  'basketball court',
  'tennis court',
  'railway station',
  'train station',
  'golf course',
  'bare land',
  'bare soil',
  'green land',
  'solar panel',
  'wind turbine',
].map((compound) => compound.split(' '));

/** Names of one thing: a caption that uses one of them says that it is there. In the singular. */
export const SAME: readonly (readonly string[])[] = [
  ['plane', 'airplane', 'aircraft', 'aeroplane', 'jet'],
  ['ship', 'boat', 'vessel', 'yacht', 'ferry'],
  ['car', 'vehicle'],
  ['house', 'home', 'villa', 'cottage'],
  ['building', 'house', 'home', 'villa', 'edifice', 'skyscraper', 'structure'],
  ['road', 'street', 'highway', 'path', 'freeway', 'avenue', 'lane'],
  ['tree', 'wood', 'forest', 'palm'],
  ['forest', 'wood', 'woodland'],
  ['river', 'stream', 'rivers'],
  ['sea', 'ocean'],
  ['water', 'sea', 'ocean', 'river', 'lake', 'pond', 'stream'],
  ['port', 'harbor', 'harbour', 'marina', 'dock'],
  ['pond', 'lake'],
  ['lake', 'pond'],
  ['beach', 'shore', 'coast', 'seaside'],
  ['sand', 'beach', 'desert'],
  ['farmland', 'field', 'farm', 'cropland'],
  ['parking lot', 'car park', 'parking', 'parking space'],
  ['storage tank', 'tank'],
  ['swimming pool', 'pool'],
  ['railway station', 'train station', 'station'],
  ['baseball field', 'baseball diamond', 'baseball'],
  ['football field', 'soccer', 'football'],
  ['basketball court', 'basketball'],
  ['tennis court', 'tennis'],
  ['bare land', 'bareland', 'wasteland'],
  ['meadow', 'grassland', 'lawn', 'grass'],
  ['grass', 'lawn', 'meadow', 'grassland'],
  ['factory', 'plant', 'industry'],
  ['playground', 'ground', 'stadium', 'sport'],
  ['bridge', 'viaduct', 'overpass'],
  ['viaduct', 'overpass', 'flyover', 'interchange'],
  ['mountain', 'hill', 'ridge', 'peak'],
  ['runway', 'tarmac', 'airstrip'],
  ['airport', 'airfield'],
  ['square', 'plaza'],
];

/**
 * Words that captions of pictures from above use and that name nothing one could look for: words of grammar, numbers,
 * adjectives, verbs, and words for parts of the picture itself.
 */
export const NO_NOUNS: ReadonlySet<string> = new Set(
  `about above across after against all along alongside also among amongst amount an and another any appear are around arranged as at away be
  because been behind being beneath beside besides between beyond big black block blue both bottom bright broad brown built but by can center
  central clear close closely cluster color colored colorful comes commercial compact connect connected connecting consist contain containing
  corner cover covered cross crossing cut dark deep dense densely different direction distributed divide divided do does down dozen each
  eastern edge eight either empty end enough environment even every few fill filled five flat for form formed forming four from front full gap
  go going gray great green grey group half has have he here high huge identical image in industrial inside into irregular is it its just kind
  large larger lay layout left leg less lie lies light like line lined little located long look lot low made main make many massive medium
  messy mid middle mix more most much narrow near nearby neat neatly next nine no north northern not number oblique of off old on one only
  onto open opposite or orange orderly other out outside over oval overlook pack packed pair pale parallel part partly pass passing path
  photo photograph picture piece pink place placed planted plenty purple quarter rectangle rectangular red regular residential respectively right round
  rounded row same scattered scene season sector see seem seen separate separated series seven several shadow shape shaped short side similar
  simple single sit situated six size small some something south southern space spacious sparse sparsely stand straight strip stripe such
  surround surrounded surrounding surface swimming tall ten that the their them there these they thick thin thing this those three
  through tidy tightly to together top total toward towards trapezoidal triangular turn two type under uneven unique up upon use used various
  vast very view walk was way we well western what when where which while white whole wide winding wing with within without yellow you zone
  agricultural area bare circle circular curved cyan dotted elliptical fan formation fork grown growing inclined intensive interval lush
  luxuriant nest opening paralleled parked parking pattern reddish semicircular shining side spot square-shaped sprawling stay style
  storage tip unused verdant wave wavy baseball basketball tennis football soccer railway mobile golf solar wind training blank`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/**
 * The 30 categories that RSICD names in its files, in the words of its prompts.
 * The key is the file name's prefix (`storagetanks_12.jpg`), the name goes into "An aerial photograph of {name}".
 */
export const RSICD_CATEGORIES = [
  'airport',
  'bare land',
  'baseball field',
  'beach',
  'bridge',
  'center',
  'church',
  'commercial',
  'dense residential',
  'desert',
  'farmland',
  'forest',
  'industrial',
  'meadow',
  'medium residential',
  'mountain',
  'park',
  'parking',
  'playground',
  'pond',
  'port',
  'railway station',
  'resort',
  'river',
  'school',
  'sparse residential',
  'square',
  'stadium',
  'storage tanks',
  'viaduct',
] as const;

export type RsicdCategory = (typeof RSICD_CATEGORIES)[number];

const BY_KEY = new Map<string, RsicdCategory>(
  RSICD_CATEGORIES.map((name) => [name.replaceAll(' ', ''), name]),
);

/**
 * Reads the category from an RSICD file name: the part before the first `_`.
 * @returns the category's name, or undefined where the prefix is not one of the 30.
 */
export function categoryOfFile(file: string): RsicdCategory | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const cut = base.indexOf('_');
  return cut > 0 ? BY_KEY.get(base.slice(0, cut).toLowerCase()) : undefined;
}

/** The sentence by which a category is asked for in zero-shot classification, as the published evaluation words it. */
export function categoryPrompt(name: string): string {
  return `An aerial photograph of ${name}`;
}

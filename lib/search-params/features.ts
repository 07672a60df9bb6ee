/** Most features that are looked for at once. */
export const FEATURES_MAX = 8;

/** A text as one feature, whatever commas it has. */
export function asFeature(text: string): string {
  return text.replaceAll(',', ' ').trim().replace(/\s+/g, ' ');
}

/** The features that a text names: parted by commas, each once, the first eight. */
export function featuresOf(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim().replace(/\s+/g, ' '));
  const seen = new Map(parts.filter(Boolean).map((part) => [part.toLowerCase(), part]));
  return [...seen.values()].slice(0, FEATURES_MAX);
}

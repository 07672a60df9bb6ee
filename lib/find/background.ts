import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { dot } from '@/lib/vector/vector';
import { pluralOf } from './spellings';

/**
 * Prompts of what else may be in a feature's place, the same as in `npm run evaluate`: a patch shows the feature where
 * the feature's prompt fits better than all of these.
 */
export const BACKGROUND_PROMPTS: readonly string[] = RSICD_CATEGORIES.map(categoryPrompt);

/** The sentence that a feature is asked for with: for the name of a category, its own prompt. */
export function featurePrompt(text: string): string {
  return categoryPrompt(text.trim().toLowerCase());
}

/**
 * The wordings by which the dense head is asked for a feature: its prompt, the words as they are, and their plural. The
 * head was taught words in such forms; models/compact/README.md has what their mean gains.
 */
export function wordingsOf(text: string): readonly string[] {
  const plain = text.trim().toLowerCase();
  const several = /[^s]s$/.test(plain) ? plain : pluralOf(plain);
  return [featurePrompt(text), plain, several];
}

/**
 * The background of a feature: all of the prompts but the prompt that is nearest in meaning. That is the
 * feature itself by another name, or what it is a part of ("runway", an airport), and must not compete with it.
 * A category's own prompt is nearest to itself, so it stands against the other categories, as it is evaluated.
 *
 * On mosaics of `valid` and users' own words this found places and presence better than leaving out all prompts
 * above some cosine, or none.
 * @param feature normalized, [dim]
 * @param background normalized, [dim] each
 */
export function backgroundOf(
  feature: Float32Array,
  background: readonly Float32Array[],
): Float32Array[] {
  const cosines = background.map((prompt) => dot(prompt, feature));
  const nearest = cosines.indexOf(Math.max(...cosines));
  return background.filter((_, i) => i !== nearest);
}

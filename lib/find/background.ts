import { categoryPrompt, RSICD_CATEGORIES } from '@/lib/categories/categories';
import { dot } from '@/lib/vector/vector';

/**
 * What else may be in a feature's place, by the sentence that `npm run evaluate` asks with: a patch shows the
 * feature where that fits better than all of these.
 */
export const BACKGROUND_PROMPTS: readonly string[] = RSICD_CATEGORIES.map(categoryPrompt);

/** Prompts as near to the feature as this mean the same and must not compete with it; cosine, fitted on `valid`. */
export const SAME_MEANING = 0.85;

/**
 * The sentence that a feature is asked for with. The name of a category gives its prompt, so that the numbers are
 * those of the evaluation.
 */
export function featurePrompt(text: string): string {
  return categoryPrompt(text.trim().toLowerCase());
}

/**
 * Which of the background stands against a feature: what does not mean the feature itself.
 * @param feature normalized, [dim]
 * @param background normalized, [dim] each, of BACKGROUND_PROMPTS
 */
export function backgroundOf(
  text: string,
  feature: Float32Array,
  background: readonly Float32Array[],
): Float32Array[] {
  const own = BACKGROUND_PROMPTS.indexOf(featurePrompt(text));
  // A category against all the others, however near: so it is evaluated.
  if (own >= 0) return background.filter((_, i) => i !== own);
  return background.filter((prompt) => dot(prompt, feature) < SAME_MEANING);
}

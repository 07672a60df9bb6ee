/** Words that say what should not be in the picture. */
const NEGATION =
  /^(?<keep>.*?\S)[,;]?\s+(?:(?:without|(?:but|and|with)\s+(?:not|no)|no|not|except(?:\s+for)?|excluding)\s+|-(?=\p{L}))(?<out>\S.*)$/iu;
const ARTICLES = /^(?:any|a|an|the)\s+/i;

export interface Negation {
  /** The text without what it excludes. */
  readonly keep: string;
  /** What it excludes, each by itself. */
  readonly leaveOut: readonly string[];
}

/**
 * Parts a text at "without", "no", "but not" and their like, and at a minus before a word as search engines have it: the text encoder ignores these words and would
 * find what should be left out.
 *
 * @returns null where nothing is excluded, or nothing is left to look for
 * @example negationOf('airport without planes or cars') // { keep: 'airport', leaveOut: ['planes', 'cars'] }
 */
export function negationOf(text: string): Negation | null {
  const { keep, out } = NEGATION.exec(text.trim())?.groups ?? {};
  if (keep === undefined || out === undefined) return null;
  const parts = out
    .split(/\s*(?:,|\bor\b|\band\b|\bwithout\b|\bno\b|(?<=\s)-(?=\p{L}))\s*/iu)
    .map((part) =>
      part
        .replace(ARTICLES, '')
        .replace(/[.!?;]+$/, '')
        .trim(),
    );
  const leaveOut = [...new Set(parts.filter((part) => part !== ''))];
  return leaveOut.length > 0 ? { keep, leaveOut } : null;
}

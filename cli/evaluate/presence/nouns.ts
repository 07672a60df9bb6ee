import { COMPOUNDS, NO_NOUNS, SAME } from './word-lists';

/** A thing that captions name, and in which pictures. */
export interface Named {
  /** In the singular. */
  readonly word: string;
  /** Pictures that nearly all of their captions name it in. */
  readonly positives: readonly number[];
  /** Pictures none of whose captions names it, nor by a synonym. */
  readonly negatives: readonly number[];
}

/** Share of a picture's captions that must name a thing for it to be there for certain. */
const CERTAIN = 0.8;
/** Pictures that a word needs on either side. */
export const LEAST_PICTURES = 10;

/**
 * The nouns that captions name often: by at least four of five captions of ten pictures or more.
 * @param captions of each picture; pictures without any are left out
 * @returns most pictures first
 */
export function captionNouns(
  captions: readonly (readonly string[])[],
  least: number = LEAST_PICTURES,
): Named[] {
  const counts = captions.map(countNouns);
  const words = new Set(counts.flatMap((count) => [...count.keys()]));
  const named: Named[] = [];
  for (const word of words) {
    const same = SAME.find((group) => group.includes(word)) ?? [word];
    const positives: number[] = [];
    const negatives: number[] = [];
    counts.forEach((count, picture) => {
      const all = captions[picture]?.length ?? 0;
      if (all === 0) return;
      if ((count.get(word) ?? 0) >= CERTAIN * all) positives.push(picture);
      else if (!same.some((synonym) => count.has(synonym))) negatives.push(picture);
    });
    if (positives.length >= least && negatives.length >= least && !isPartOnly(word)) {
      named.push({ word, positives, negatives });
    }
  }
  return named.sort(
    (a, b) => b.positives.length - a.positives.length || a.word.localeCompare(b.word),
  );
}

/** How many of a picture's captions name each thing. */
function countNouns(captions: readonly string[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const caption of captions) {
    for (const noun of nounsOf(caption)) count.set(noun, (count.get(noun) ?? 0) + 1);
  }
  return count;
}

/** Nouns of a sentence in the singular: compounds, and words that are no other kind of word. */
export function nounsOf(sentence: string): Set<string> {
  const words = (sentence.toLowerCase().match(/[a-z]+/g) ?? []).map(singular);
  const nouns = new Set<string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const compound = COMPOUNDS.find((parts) => parts.every((part, k) => words[i + k] === part));
    if (compound) nouns.add(compound.join(' '));
    // "pool" of "swimming pool" names a pool as well.
    if (word.length > 2 && !NO_NOUNS.has(word) && !/[^aeiou]ed$/.test(word)) nouns.add(word);
  }
  return nouns;
}

/** A word in the singular, by its ending; words in -ss, -us and -is are singular. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return /(ss|[^o]us|x|z|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Words that are asked for only as part of a compound: a "lot", a "station". */
function isPartOnly(word: string): boolean {
  return !word.includes(' ') && COMPOUNDS.some((parts) => parts.at(-1) === word && PARTS.has(word));
}
const PARTS = new Set(
  'lot station land tank court pool diamond course home space turbine panel'.split(' '),
);

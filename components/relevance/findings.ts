import { count, percent } from '@/components/ui/format';
import type { FeatureAnswer, FeatureRelevance, Located } from '@/lib/find/types';
import type { Place } from '@/lib/patches/places';

/** What became of one feature. */
export interface Finding extends FeatureRelevance {
  /** Its place among the features: its colour. */
  readonly feature: number;
}

/** A finding without its map. */
type Answered = FeatureAnswer & Pick<Finding, 'feature'>;

/** A place with the feature that it is one of. */
export interface NamedPlace extends Place {
  readonly text: string;
  readonly feature: number;
}

export function findingsOf(located: Located): Finding[] {
  return located.features.map((relevance, feature) => ({ ...relevance, feature }));
}

/** Places of all findings, most probable first. */
export function rankedPlaces(findings: readonly Answered[]): NamedPlace[] {
  return findings
    .flatMap(({ text, feature, places }) => places.map((place) => ({ ...place, text, feature })))
    .sort((a, b) => b.probability - a.probability);
}

/**
 * `river: very likely, 23% of the picture`, `storage tanks: likely, about 5`, `boats: not seen`, `road: cannot tell`.
 * @param whole all of the picture has been looked at
 */
export function answerOf(finding: Answered, whole: boolean): string {
  const { text, judgement, learned } = finding;
  const far = whole ? '' : ' so far';
  if (learned) {
    const amount = amountOf(finding).replace(/^, /, '');
    return `${text}: ${amount === '' ? 'nothing like the examples' : `like the examples, ${amount}`}${far}`;
  }
  switch (judgement.answer) {
    case 'seen':
      return `${text}: ${judgement.degree}${amountOf(finding)}${far}`;
    case 'not-seen':
      return `${text}: ${whole ? 'not seen' : 'no answer so far, still looking'}`;
    case 'cannot-tell':
      return `${text}: ${whole ? 'cannot tell' : 'no answer so far, still looking'}`;
  }
}

/** A place of more than this share of the picture holds several things, or something else besides. */
const LARGEST_THING = 0.05;

/** How much of it there is: of things a number, but only where the map can part them. */
function amountOf({ things, places, source }: Answered): string {
  if (places.length === 0) return '';
  const parted = source === 'head' && places.every(({ share }) => share <= LARGEST_THING);
  if (things && !parted)
    return `, in ${places.length === 1 ? '1 area' : `${count(places.length)} areas`}`;
  if (things) return places.length === 1 ? ', 1 place' : `, about ${count(places.length)} places`;
  const share = places.reduce((sum, place) => sum + place.share, 0);
  return `, ${share < 0.01 ? 'under 1%' : `about ${percent(share)}`} of the picture`;
}

/** The evidence for the answer, in a sentence. */
export function basisOf({ text, learned, judgement: { basis, probability } }: Finding): string {
  if (learned) return 'Learned from examples; how often it is right has not been measured.';
  if (!basis) return 'How well the model knows this word has not been measured.';
  const { own, word, right, n, positives, larger } = basis;
  // Cases are weighted so: without it, a word that is seldom shown would be right by never being seen.
  const rate = `right ${rateOf(right)} where three of ten pictures show it`;
  const shown = positives === undefined ? '' : `, ${count(positives)} of which do`;
  const measured = `(measured on ${count(n)} real photographs${shown})`;
  const beyond = larger ? ' This picture is larger than those, and the answer less sure.' : '';
  if (probability === null) {
    return own
      ? `For “${text}” the model is only ${rate} ${measured}: it does not judge.`
      : 'No word near it has been measured well enough to judge.';
  }
  if (own) return `For “${text}”, ${rate} ${measured}.${beyond}`;
  if (word !== '')
    return `Judged as “${word}”, the nearest word that was measured: ${rate} ${measured}.${beyond}`;
  return `This word was not measured; over all words, ${rate} ${measured}.${beyond}`;
}

/** Not rounded up to "10 times in 10" where it was wrong. */
function rateOf(right: number): string {
  if (right === 1) return 'every time';
  if (right >= 0.95) return `${Math.floor(right * 100)} times in 100`;
  return `${Math.round(right * 10)} times in 10`;
}

/** A place's size in words. */
export function sizeOf({ box, share }: Place): string {
  const size = `${Math.round(box.width)} × ${Math.round(box.height)} px`;
  return share >= 0.05 ? `${size}, ${percent(share)}` : size;
}

/** `data-box`: corners, whole px of the picture. */
export function cornersOf({ box: { x, y, width, height } }: Pick<Place, 'box'>): string {
  return [x, y, x + width, y + height].map(Math.round).join(',');
}

import { NOT_SEEN, SEEN } from '@/lib/find/presence';
import type { MapKind, WordCalibration } from '@/lib/model/types';
import { areaFactor } from './area';
import { type Fitted, fitLogistic, logitOf, type Prior } from './logistic';

/** What was measured in one picture. */
export interface Case {
  /** The map's highest value. */
  readonly maximum: number;
  /** Cosine of the word with the image embedding of the part around it. */
  readonly similarity: number;
  /** The highest cosine of a calibrated word with it; NaN where there are no others. */
  readonly rival: number;
}

/** What was measured of a word on `valid`: in pictures that show it, and in pictures that do not. */
export interface WordCases {
  readonly word: string;
  readonly source: MapKind;
  readonly positive: readonly Case[];
  readonly negative: readonly Case[];
}

/**
 * Share of pictures that show what is asked for, as the calibration takes it. Captions name most words for one picture
 * in thirty, but whoever asks for a thing has a reason to; chosen on `valid`, see docs/evaluation.md.
 */
export const ASSUMED_SHARE = 0.3;
const FOLDS = 5;
/** Of the positives, those whose gap to the word that fits best is allowed for. */
const ALLOWED = 0.95;
/** Of either kind, for the calibration of all words. */
const CASES_A_WORD = 200;
/** Words with so many positives say what weights are usual. */
const ENOUGH = 20;
/** As much as so many cases: chosen on `valid` among .01, .3, 1, 3, 10 and 30 by the likelihood of left-out folds. */
const STRENGTH = 1;

type Kind = 'positive' | 'negative';
const rowOf = ({ maximum, similarity }: Case): readonly number[] => [maximum, similarity];
const rowsOf = ({ positive, negative }: Pick<WordCases, Kind>) => ({
  positive: positive.map(rowOf),
  negative: negative.map(rowOf),
});

/** What the map and the image usually weigh; words with few pictures keep near it. Undefined where no word has enough. */
export function usualWeights(
  words: readonly WordCases[],
  share: number = ASSUMED_SHARE,
): Prior | undefined {
  const fits = words
    .filter(({ positive, negative }) => Math.min(positive.length, negative.length) >= ENOUGH)
    .map((word) => fitLogistic(rowsOf(word), share, { weights: [0, 0], strength: 0.5 }).standard);
  if (fits.length === 0) return undefined;
  const weights = [0, 1].map(
    (f) => fits.reduce((sum, standard) => sum + (standard[f] as number), 0) / fits.length,
  );
  return { weights, strength: STRENGTH };
}

/** A word's calibration; how often it is right is measured on pictures that it was not fitted on. */
export function calibrateWord(
  cases: WordCases,
  usual?: Prior,
  share: number = ASSUMED_SHARE,
): WordCalibration {
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const part = (own: boolean) => {
      const of = (some: readonly Case[]) => some.filter((_, i) => (i % FOLDS === fold) === own);
      return { positive: of(cases.positive), negative: of(cases.negative) };
    };
    return countAnswers(fitLogistic(rowsOf(part(false)), share, usual), part(true));
  });
  const fit = fitLogistic(rowsOf(cases), share, usual);
  const shown = shownShare(folds);
  const { image, ...map } = curvesOf(cases, fit, share);
  const gap = gapOf(cases.positive);
  return {
    ...map,
    image: { ...image, ...(gap !== undefined && { gap }) },
    area: digits(areaFactor(logitsOf(fit, cases), share)),
    right: Number(rightShare(folds, share).toFixed(3)),
    n: cases.positive.length + cases.negative.length,
    positives: cases.positive.length,
    ...(shown !== undefined && { shown: Number(shown.toFixed(3)) }),
    source: cases.source,
  };
}

/**
 * One calibration for words that have none: of all words together, each with the same weight. How often it is right is
 * measured on each word by the calibration of the others.
 * @param pictures that the words were asked of
 * @returns null where there are fewer than two words
 */
export function calibrateDefault(
  words: readonly WordCases[],
  pictures: number,
  share: number = ASSUMED_SHARE,
): WordCalibration | null {
  const [first] = words;
  if (!first || words.length < 2) return null;
  const counts = words.map((word) => {
    const others = words.filter((other) => other !== word);
    return countAnswers(fitLogistic(rowsOf(together(others)), share), word);
  });
  const all = together(words);
  return {
    ...curvesOf(all, fitLogistic(rowsOf(all), share), share),
    right: Number(rightShare(counts, share).toFixed(3)),
    n: pictures,
    source: first.source,
  };
}

/** Cases of all words: each gives as many of either kind, so that none outweighs the others. */
function together(words: readonly WordCases[]): Pick<WordCases, Kind> {
  const some = (cases: readonly Case[]) =>
    Array.from(
      { length: CASES_A_WORD },
      (_, i) => cases[Math.floor((i * cases.length) / CASES_A_WORD)] as Case,
    );
  return {
    positive: words.flatMap(({ positive }) => some(positive)),
    negative: words.flatMap(({ negative }) => some(negative)),
  };
}

/** By the map alone, which outlines follow, and with the image. */
function curvesOf({ positive, negative }: Pick<WordCases, Kind>, fit: Fitted, share: number) {
  const maxima = (cases: readonly Case[]) => cases.map(({ maximum }) => [maximum]);
  const map = fitLogistic({ positive: maxima(positive), negative: maxima(negative) }, share);
  const [a = 0, c = 0] = fit.weights;
  return {
    a: digits(map.weights[0] as number),
    b: digits(map.bias),
    image: { a: digits(a), b: digits(fit.bias), c: digits(c) },
  };
}

/** How far below the word that fits best this one lies at most, in most of the pictures that show it. */
function gapOf(positive: readonly Case[]): number | undefined {
  const gaps = positive
    .map(({ similarity, rival }) => Math.max(0, rival - similarity))
    .sort((a, b) => a - b);
  const gap = gaps[Math.ceil(ALLOWED * gaps.length) - 1];
  return gap === undefined || Number.isNaN(gap) ? undefined : Number(gap.toFixed(3));
}

function logitsOf(fit: Fitted, { positive, negative }: Pick<WordCases, Kind>) {
  const of = (cases: readonly Case[]) => cases.map((one) => logitOf(fit, rowOf(one)));
  return { positive: of(positive), negative: of(negative) };
}

interface Count {
  readonly all: number;
  readonly given: number;
  readonly right: number;
}

/** Answers given, and right ones, of the positives and of the negatives. */
type Counts = Readonly<Record<Kind, Count>>;

function countAnswers(fit: Fitted, cases: Pick<WordCases, Kind>): Counts {
  const { positive, negative } = logitsOf(fit, cases);
  const counted = (logits: readonly number[], isThere: boolean) => {
    const odds = logits.map((logit) => 1 / (1 + Math.exp(-logit)));
    const yes = odds.filter((p) => p >= SEEN).length;
    const no = odds.filter((p) => p <= NOT_SEEN).length;
    return { all: logits.length, given: yes + no, right: isThere ? yes : no };
  };
  return { positive: counted(positive, true), negative: counted(negative, false) };
}

/** Share of right answers among those given, were so many of the pictures positives; 0 where none was given. */
function rightShare(counts: readonly Counts[], share: number): number {
  const sum = (kind: Kind, key: keyof Count) =>
    counts.reduce((total, count) => total + count[kind][key], 0);
  const weighted = (key: 'given' | 'right') =>
    (share * sum('positive', key)) / Math.max(1, sum('positive', 'all')) +
    ((1 - share) * sum('negative', key)) / Math.max(1, sum('negative', 'all'));
  const given = weighted('given');
  return given === 0 ? 0 : weighted('right') / given;
}

/** Share of right answers among those given on pictures that show the thing; undefined where none was given. */
function shownShare(counts: readonly Counts[]): number | undefined {
  const sum = (key: 'given' | 'right') =>
    counts.reduce((total, { positive }) => total + positive[key], 0);
  return sum('given') > 0 ? sum('right') / sum('given') : undefined;
}

function digits(value: number): number {
  return Number(value.toPrecision(4));
}

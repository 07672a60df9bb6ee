import { NOT_SEEN, SEEN } from '@/lib/find/presence';
import type { MapKind, WordCalibration } from '@/lib/model/types';
import { type Cases, fitLogistic, type Logistic } from './logistic';

/** What was measured of a word on `valid`. */
export interface WordCases extends Cases {
  readonly word: string;
  readonly source: MapKind;
}

/**
 * Share of pictures that show what is asked for, as the calibration takes it. Captions name most words for one picture
 * in thirty, but whoever asks for a thing has a reason to; chosen on `valid`, see docs/evaluation.md.
 */
export const ASSUMED_SHARE = 0.3;
const FOLDS = 5;
/** Of either kind, for the calibration of all words. */
const CASES_A_WORD = 200;

/** A word's calibration; how often it is right is measured on pictures that it was not fitted on. */
export function calibrateWord(cases: WordCases, share: number = ASSUMED_SHARE): WordCalibration {
  const { positive, negative, source } = cases;
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const part = (values: readonly number[], own: boolean) =>
      values.filter((_, i) => (i % FOLDS === fold) === own);
    const rest = { positive: part(positive, false), negative: part(negative, false) };
    const fit = fitLogistic(rest, share);
    return countAnswers(fit, { positive: part(positive, true), negative: part(negative, true) });
  });
  return written(
    fitLogistic(cases, share),
    rightShare(folds, share),
    cases,
    source,
    shownShare(folds),
  );
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
    return countAnswers(fitTogether(others, share), word);
  });
  const of = { positive: { length: pictures }, negative: { length: 0 } };
  return written(fitTogether(words, share), rightShare(counts, share), of, first.source);
}

/** One curve for all words: each gives as many cases of either kind, so that none outweighs the others. */
function fitTogether(words: readonly WordCases[], share: number): Logistic {
  const some = (values: readonly number[]) =>
    Array.from(
      { length: CASES_A_WORD },
      (_, i) => values[Math.floor((i * values.length) / CASES_A_WORD)] as number,
    );
  return fitLogistic(
    {
      positive: words.flatMap(({ positive }) => some(positive)),
      negative: words.flatMap(({ negative }) => some(negative)),
    },
    share,
  );
}

interface Counts {
  /** Answers given, and right ones, as shares of the positives and of the negatives of one kind. */
  readonly positive: { readonly all: number; readonly given: number; readonly right: number };
  readonly negative: { readonly all: number; readonly given: number; readonly right: number };
}

function countAnswers({ a, b }: Logistic, { positive, negative }: Cases): Counts {
  const counted = (values: readonly number[], isThere: boolean) => {
    const odds = values.map((value) => 1 / (1 + Math.exp(-(a * value + b))));
    const yes = odds.filter((p) => p >= SEEN).length;
    const no = odds.filter((p) => p <= NOT_SEEN).length;
    return { all: values.length, given: yes + no, right: isThere ? yes : no };
  };
  return { positive: counted(positive, true), negative: counted(negative, false) };
}

/** Share of right answers among those given, were so many of the pictures positives; 0 where none was given. */
function rightShare(counts: readonly Counts[], share: number): number {
  const sum = (kind: keyof Counts, key: 'all' | 'given' | 'right') =>
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

function written(
  { a, b }: Logistic,
  right: number,
  { positive, negative }: { positive: { length: number }; negative: { length: number } },
  source: MapKind,
  shown?: number,
): WordCalibration {
  const digits = (value: number) => Number(value.toPrecision(4));
  return {
    a: digits(a),
    b: digits(b),
    right: Number(right.toFixed(3)),
    n: positive.length + negative.length,
    ...(shown !== undefined && { shown: Number(shown.toFixed(3)) }),
    source,
  };
}

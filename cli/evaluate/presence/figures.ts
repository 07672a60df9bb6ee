import { averagePrecision, rocAuc, type Separated } from '@/lib/metrics/binary';
import type { Answers } from '../asking/word-answers';
import type { AskedFigures, LabelFigures, PresenceFigures } from '../report';
import type { Named } from './nouns';

/** Find's answers for the nouns of captions; null where there are none. */
export function presenceFigures(
  named: readonly Named[],
  answersOf: (word: string) => Answers,
): PresenceFigures | null {
  if (named.length === 0) return null;
  const words = named.map((noun) => ({
    word: noun.word,
    ...askedFigures(noun, answersOf(noun.word)),
  }));
  return { words, meanAuc: meanOf(words.map(({ auc }) => auc ?? 0)), ...overall(words) };
}

/** Find's answers for complete labels; null where no picture has any. @param labelled see {@link labelNouns} */
export function labelFigures(
  labelled: readonly Named[],
  answersOf: (word: string) => Answers,
): LabelFigures | null {
  if (labelled.length === 0) return null;
  const rows = labelled.map((noun) => {
    const answers = answersOf(noun.word);
    const ap = averagePrecision(separated(noun, answers)) as number;
    return [noun.word, { ...askedFigures(noun, answers), ap }] as const;
  });
  const figures = rows.map(([, row]) => row);
  return {
    mAP: meanOf(figures.map(({ ap }) => ap)),
    ...overall(figures),
    perLabel: Object.fromEntries(rows),
  };
}

/**
 * What labels say of pictures. They are complete: a picture without one does not show the thing.
 * @param labels of each picture; undefined where they are not listed
 */
export function labelNouns(labels: readonly (readonly string[] | undefined)[]): Named[] {
  const words = [...new Set(labels.flatMap((some) => some ?? []))].sort();
  const listed = [...labels.keys()].filter((picture) => labels[picture]);
  return words.map((word) => ({
    word,
    positives: listed.filter((picture) => labels[picture]?.includes(word)),
    negatives: listed.filter((picture) => !labels[picture]?.includes(word)),
  }));
}

function separated({ positives, negatives }: Named, { scores }: Answers): Separated {
  const of = (pictures: readonly number[]) => pictures.map((i) => scores[i] as number);
  return { positive: of(positives), negative: of(negatives) };
}

function askedFigures(noun: Named, given: Answers): AskedFigures {
  const count = (pictures: readonly number[], answer: string) =>
    pictures.filter((i) => given.answers[i] === answer).length;
  const { positives, negatives } = noun;
  const yesRight = count(positives, 'seen');
  const noRight = count(negatives, 'not-seen');
  const yes = yesRight + count(negatives, 'seen');
  const no = noRight + count(positives, 'not-seen');
  const unsure = count(positives, 'cannot-tell') + count(negatives, 'cannot-tell');
  return {
    positives: positives.length,
    negatives: negatives.length,
    auc: rocAuc(separated(noun, given)),
    yes,
    no,
    unsure,
    right: yes + no === 0 ? null : (yesRight + noRight) / (yes + no),
    yesRight,
    map: given.source,
  };
}

/** Over all words: shares of right answers among those given, and of pictures of which Find cannot tell. */
function overall(words: readonly AskedFigures[]): { right: number | null; unsure: number } {
  let [given, right, unsure, all] = [0, 0, 0, 0];
  for (const word of words) {
    given += word.yes + word.no;
    right += (word.right ?? 0) * (word.yes + word.no);
    unsure += word.unsure;
    all += word.positives + word.negatives;
  }
  return { right: given === 0 ? null : right / given, unsure: unsure / Math.max(1, all) };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

import { describe, expect, it } from 'vitest';
import { WordAnswers } from '../asking/word-answers';
import { labelFigures, labelNouns, presenceFigures } from './figures';

const LABELS = [['car', 'tree'], ['car'], ['tree'], [], undefined];
const answers = new WordAnswers(['car', 'tree'], 5);
const say = (
  picture: number,
  text: string,
  maximum: number,
  answer: 'seen' | 'not-seen' | 'cannot-tell',
) =>
  answers.add(picture, [
    {
      text,
      maximum,
      similarity: 0,
      rival: undefined,
      score: maximum,
      source: 'head',
      probability: new Float32Array(),
      judgement: { answer, probability: null, basis: null },
    },
  ]);
say(0, 'car', 3, 'seen');
say(1, 'car', 1, 'not-seen');
say(2, 'car', 2, 'seen');
say(3, 'car', 0, 'not-seen');
for (const picture of [0, 1, 2, 3]) say(picture, 'tree', picture, 'cannot-tell');
const of = (word: string) => answers.of(word);

describe('labelFigures', () => {
  it('ranks by the maximum, and counts answers', () => {
    const figures = labelFigures(labelNouns(LABELS), of);
    expect(figures?.perLabel.car).toMatchObject({
      positives: 2,
      negatives: 2,
      ap: (1 + 2 / 3) / 2,
      auc: 0.75,
      yes: 2,
      no: 2,
      unsure: 0,
      right: 0.5,
      yesRight: 1,
      map: 'head',
    });
    expect(figures?.perLabel.tree).toMatchObject({ unsure: 4, right: null });
    expect(figures).toMatchObject({ right: 0.5, unsure: 0.5 });
    expect(figures?.mAP).toBeCloseTo(((1 + 2 / 3) / 2 + (1 / 2 + 2 / 4) / 2) / 2, 12);
  });

  it('has nothing to say of pictures without labels', () => {
    expect(labelFigures(labelNouns([undefined, undefined]), of)).toBeNull();
  });
});

describe('presenceFigures', () => {
  it('is over words as labels are, each with its AUC', () => {
    const named = labelNouns(LABELS);
    const figures = presenceFigures(named, of);
    expect(figures?.words.map(({ word, auc }) => [word, auc])).toEqual([
      ['car', 0.75],
      ['tree', 0.25],
    ]);
    expect(figures?.meanAuc).toBe(0.5);
    expect(presenceFigures([], of)).toBeNull();
  });
});

it('refuses a word that was not asked', () => {
  expect(() => answers.of('moon')).toThrow('moon');
});

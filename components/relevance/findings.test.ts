import { expect, it } from 'vitest';
import type { Located, Survey } from '@/lib/find/types';
import { answerOf, findingsOf, rankedPlaces, suretyOf } from './findings';

const SURVEY: Survey = {
  id: 1,
  method: 'dense',
  width: 400,
  height: 100,
  grid: { rows: 1, cols: 4 },
  scale: 1,
  total: 1,
};

function located(...maps: [string, number[]][]): Located {
  return {
    features: maps.map(([text, values]) => ({
      text,
      probability: Float32Array.from(values),
      relative: Float32Array.from(values),
      presence: Math.max(...values),
    })),
    threshold: 0.6,
    progress: { done: 1, total: 1, milliseconds: 1 },
    milliseconds: 1,
  };
}

it('answers plainly', () => {
  const findings = findingsOf(
    located(
      ['storage tanks', [0.75, 0, 0.875, 0.9375]],
      ['airport', [0.125, 0, 0, 0]],
      ['trees', [1, 1, 1, 1]],
    ),
    SURVEY,
    0.6,
  );
  expect(findings.map((finding) => answerOf(finding, true))).toEqual([
    'storage tanks: yes, 2 places',
    'no airport here',
    'trees: yes, 1 place',
  ]);
  expect(findings.map((finding) => answerOf(finding, false))).toEqual([
    'storage tanks: yes, 2 places so far',
    'no airport so far',
    'trees: yes, 1 place so far',
  ]);
  expect(findings.map(suretyOf)).toEqual(['94% sure at best', '13% at most', '100% sure at best']);
});

it('ranks places of all features, surest first, with the box that they have in the picture', () => {
  const findings = findingsOf(
    located(['tanks', [0.75, 0, 0.875, 0.9375]], ['trees', [0, 1, 0, 0]]),
    SURVEY,
    0.6,
  );
  expect(
    rankedPlaces(findings).map(({ text, feature, probability, box }) => [
      text,
      feature,
      probability,
      box.x,
      box.width,
    ]),
  ).toEqual([
    ['trees', 1, 1, 100, 100],
    ['tanks', 0, 0.9375, 200, 200],
    ['tanks', 0, 0.75, 0, 100],
  ]);
});

it('takes the threshold that it is given', () => {
  const [finding] = findingsOf(located(['tanks', [0.75, 0, 0.5, 0]]), SURVEY, 0.4);
  expect(finding?.places).toHaveLength(2);
  const [none] = findingsOf(located(['tanks', [0.75, 0, 0.5, 0]]), SURVEY, 0.8);
  expect(none?.found).toBe(false);
});

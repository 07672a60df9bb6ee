import { describe, expect, it } from 'vitest';
import type { Judgement } from '@/lib/find/presence';
import type { FeatureRelevance } from '@/lib/find/types';
import type { Place } from '@/lib/patches/places';
import { answerOf, basisOf, cornersOf, findingsOf, rankedPlaces } from './findings';

const place = (x: number, probability: number, share = 0.01): Place => ({
  box: { x, y: 0, width: 10.4, height: 20 },
  probability,
  cell: x,
  rings: [],
  share,
});
const basis = { word: 'road', own: true, right: 0.62, n: 90, larger: false };
const judgement = (answer: Judgement['answer'], probability: number | null = 0.9): Judgement =>
  answer === 'seen'
    ? { answer, degree: 'likely', probability, basis }
    : { answer, probability, basis };

function relevance(text: string, parts: Partial<FeatureRelevance>): FeatureRelevance {
  return {
    text,
    source: 'head',
    probability: new Float32Array(),
    relative: new Float32Array(),
    presence: 0.9,
    maximum: 2,
    judgement: judgement('seen'),
    places: [],
    things: true,
    from: 0.5,
    learned: false,
    ...parts,
  };
}

const located = (...features: FeatureRelevance[]) => ({
  features,
  progress: { done: 1, total: 1, milliseconds: 1 },
  milliseconds: 1,
});

describe('answerOf', () => {
  const findings = findingsOf(
    located(
      relevance('tanks', { places: [place(1, 0.9), place(2, 0.8)] }),
      relevance('stadium', { places: [place(1, 0.9)] }),
      relevance('river', { things: false, places: [place(1, 0.9, 0.2), place(2, 0.8, 0.03)] }),
      relevance('cars', { source: 'patches', places: [place(1, 0.9), place(2, 0.8)] }),
      relevance('planes', { places: [place(1, 0.9, 0.2)] }),
      relevance('boats', { judgement: judgement('not-seen') }),
      relevance('road', { judgement: judgement('cannot-tell', null), places: [place(3, 0.4)] }),
    ),
  );

  it('says how likely, and how much of it, no more exactly than is known', () => {
    expect(findings.map((finding) => answerOf(finding, true))).toEqual([
      'tanks: likely, about 2 places',
      'stadium: likely, 1 place',
      'river: likely, about 23% of the picture',
      'cars: likely, in 2 areas',
      'planes: likely, in 1 area',
      'boats: not seen',
      'road: cannot tell',
    ]);
  });

  it('says that the rest is still to be looked at', () => {
    expect(answerOf(findings[5] as (typeof findings)[number], false)).toBe(
      'boats: no answer so far, still looking',
    );
  });
});

it('says what an answer rests on', () => {
  const said = (parts: Partial<FeatureRelevance>) =>
    basisOf({ ...relevance('road', parts), feature: 0 });
  expect(said({})).toBe(
    'For “road”, right 6 times in 10 where three of ten pictures show it (measured on 90 real photographs).',
  );
  const right = (share: number) =>
    said({ judgement: { ...judgement('seen'), basis: { ...basis, right: share } } });
  expect(right(0.999)).toContain('right 99 times in 100 where');
  expect(right(1)).toContain('right every time where');
  const few = { ...judgement('seen'), basis: { ...basis, positives: 10, larger: true } };
  expect(said({ judgement: few })).toBe(
    'For “road”, right 6 times in 10 where three of ten pictures show it (measured on 90 real photographs, 10 of which do). This picture is larger than those, and the answer less sure.',
  );
  expect(said({ judgement: judgement('cannot-tell', null) })).toContain('does not judge');
  const near = { ...judgement('seen'), basis: { ...basis, own: false, word: 'street' } };
  expect(said({ judgement: near })).toContain('Judged as “street”');
  expect(said({ judgement: { answer: 'cannot-tell', probability: null, basis: null } })).toContain(
    'has not been measured',
  );
});

it('ranks places of all features, most probable first', () => {
  const findings = findingsOf(
    located(
      relevance('tanks', { places: [place(1, 0.75), place(2, 0.7)] }),
      relevance('trees', { places: [place(3, 0.9)] }),
    ),
  );
  expect(rankedPlaces(findings).map(({ text, feature, cell }) => [text, feature, cell])).toEqual([
    ['trees', 1, 3],
    ['tanks', 0, 1],
    ['tanks', 0, 2],
  ]);
  expect(cornersOf(place(5, 1))).toBe('5,0,15,20');
});

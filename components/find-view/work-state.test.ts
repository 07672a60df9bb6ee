import { expect, it } from 'vitest';
import type { FeatureRelevance, Located, Survey } from '@/lib/find/types';
import { closerScale, WorkState } from './work-state';

const feature = (text: string, answer: 'seen' | 'cannot-tell', x: number): FeatureRelevance => ({
  text,
  source: 'head',
  probability: Float32Array.of(0.25, 0.5),
  relative: Float32Array.of(0.1, 0.2),
  presence: 0.5,
  maximum: 0,
  judgement: { answer, probability: 0.5, basis: null },
  places: [
    { box: { x, y: 1, width: 8, height: 9 }, probability: 0.5, cell: 1, rings: [], share: 0.1 },
  ],
  things: true,
  from: 0.5,
  learned: false,
});

const LOCATED: Located = {
  features: [feature('tanks', 'seen', 10), feature('road', 'cannot-tell', 20)],
  progress: { done: 3, total: 3, milliseconds: 1 },
  milliseconds: 1,
};

it('draws what is seen, and what cannot be told only where it is asked for', () => {
  const state = new WorkState(LOCATED, new Map());
  expect(state.drawn.map(({ text }) => text)).toEqual(['tanks']);
  const [tanks, road] = state.findings;
  if (!tanks || !road) throw new Error('two features were located');
  expect(new WorkState(LOCATED, state.toggled(road)).places).toHaveLength(2);
  expect(new WorkState(LOCATED, state.toggled(tanks)).places).toHaveLength(0);
});

it('knows the place that a link means', () => {
  const state = new WorkState(LOCATED, new Map([['road', true]]));
  expect(state.places[state.indexOf('20,1,28,10')]?.text).toBe('road');
  expect(state.indexOf('1,2,3,4')).toBe(-1);
  expect(state.indexOf(null)).toBe(-1);
});

it('draws a relative map against its own maximum', () => {
  const state = new WorkState(LOCATED, new Map());
  expect([...(state.layers(true)[0]?.map ?? [])]).toEqual([0.5, 1]);
  expect([...(state.layers(false)[0]?.map ?? [])]).toEqual([0.25, 0.5]);
});

it('is empty, and not whole, before anything is located', () => {
  const state = new WorkState(null, new Map());
  expect(state.places).toEqual([]);
  expect(state.whole).toBe(false);
});

it('offers a closer look where it may part things, and takes some seconds at most', () => {
  const { findings } = new WorkState(LOCATED, new Map());
  const survey = { method: 'dense', scale: 1, width: 640, height: 480 } as Survey;
  expect(closerScale(survey, null, findings)).toBe(2);
  expect(closerScale({ ...survey, scale: 1.25, width: 256, height: 256 }, null, findings)).toBe(
    2.5,
  );
  expect(closerScale(survey, 2, findings)).toBeNull();
  expect(closerScale({ ...survey, width: 2048, height: 2048 }, null, findings)).toBeNull();
  expect(closerScale({ ...survey, method: 'windows' }, null, findings)).toBeNull();
  const areas = findings.map((finding) => ({ ...finding, things: false }));
  expect(closerScale(survey, null, areas)).toBeNull();
});

import { expect, it } from 'vitest';
import { asFeature, featuresOf } from './features';

it.each([
  ['', []],
  [' , ,', []],
  ['storage tanks', ['storage tanks']],
  ['runway,  storage   tanks , trees', ['runway', 'storage tanks', 'trees']],
  ['Trees, trees', ['trees']],
  ['a,b,c,d,e,f,g,h,i', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
])('%j names %j', (text, features) => {
  expect(featuresOf(text)).toEqual(features);
});

it('takes a whole text for one feature', () => {
  expect(featuresOf(asFeature(' planes, near  a terminal '))).toEqual(['planes near a terminal']);
});

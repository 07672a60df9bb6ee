import { expect, it } from 'vitest';
import { isGround, isThing } from './extent';

it.each([
  ['plane', true],
  ['storage tanks', true],
  ['tennis court', true],
  ['baseball fields', true],
  ['river', false],
  ['sandy beach', false],
  ['parking lots', false],
  ['car park', false],
  ['fields', false],
])('%s: a thing is %s', (text, thing) => {
  expect(isThing(text)).toBe(thing);
});

it.each([
  ['parking lot', true],
  ['residential area', true],
  ['harbours', true],
  ['forest', false],
  ['house', false],
])('%s: made of several things is %s', (text, ground) => {
  expect(isGround(text)).toBe(ground);
});

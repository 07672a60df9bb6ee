import { expect, it } from 'vitest';
import { partsOf } from './parts';

it.each([
  ['planes at an airport', ['planes', 'airport']],
  ['storage tanks', ['storage tanks']],
  ['An aerial photograph of a river and a bridge', ['river', 'bridge']],
  ['a swimming pool next to some houses, trees', ['swimming pool', 'houses', 'trees']],
  ['the', ['the']],
  ['  ', []],
  ['boats near boats', ['boats']],
])('reads %j as %j', (words, parts) => {
  expect(partsOf(words)).toEqual(parts);
});

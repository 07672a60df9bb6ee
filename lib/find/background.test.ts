import { expect, it } from 'vitest';
import { wordingsOf } from './background';
import { pluralOf } from './spellings';

it.each([
  [' Tennis Court ', ['An aerial photograph of tennis court', 'tennis court', 'tennis courts']],
  ['planes', ['An aerial photograph of planes', 'planes', 'planes']],
  ['grass', ['An aerial photograph of grass', 'grass', 'grasses']],
])('asks the dense head for "%s" in several wordings', (text, wordings) => {
  expect(wordingsOf(text)).toEqual(wordings);
});

it.each([
  ['beach', 'beaches'],
  ['city', 'cities'],
  ['bay', 'bays'],
])('knows the plural of %s', (word, plural) => {
  expect(pluralOf(word)).toBe(plural);
});

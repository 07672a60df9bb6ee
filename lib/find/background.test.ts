import { expect, it } from 'vitest';
import { AppError } from '@/lib/errors/errors';
import { wordingsOf } from './background';
import { embedFeatures } from './embed-features';
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

it('asks by the prompt alone for symbols that the model does not know', async () => {
  const encodeTexts = async (texts: readonly string[]) => {
    if (texts.length > 1) throw new AppError('text-unknown', 'Unknown.', 'Use words.');
    return texts.map(() => Float32Array.of(0.6, 0.8));
  };
  const [embedded] = await embedFeatures({ encodeTexts }, ['☂']);
  expect(embedded?.mean).toEqual(embedded?.feature);
  const broken = async () => {
    throw new AppError('model-invalid', 'Broken.', 'Load it again.');
  };
  await expect(embedFeatures({ encodeTexts: broken }, ['plane'])).rejects.toThrow('Broken');
});

import { expect, it } from 'vitest';
import { classNouns } from './collect';

const named = (...words: string[]) =>
  words.map((word) => ({ word, positives: [0], negatives: [1] }));

it('lets captions speak for classes that no label names', () => {
  const items = ['runway', 'storage tanks', 'airplane', undefined].map((category) =>
    category ? { category } : {},
  );
  const nouns = named('runway', 'storage tank', 'airplane', 'house', 'road');
  const found = classNouns(nouns, items, named('airplanes', 'cars'));
  expect(found.map(({ word }) => word)).toEqual(['runway', 'storage tank']);
});

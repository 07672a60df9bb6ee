import { describe, expect, it } from 'vitest';
import { CLASSES, sentencesOf, TAGS } from './words';

describe('sentences from classes and labels', () => {
  it('say the class, and each label once', () => {
    expect(sentencesOf('golfcourse', ['grass', 'sand', 'trees'], 0)).toEqual([
      'a golf course with grass, sand and trees',
      'grass, sand and trees beside the greens of a golf course',
    ]);
    expect(sentencesOf('beach', ['sand', 'sea'], 1)[0]).toBe('a sandy shore with the sea');
    expect(sentencesOf('forest', ['trees'], 0)).toEqual([
      'a forest and nothing else',
      'a dense wood from above',
    ]);
  });

  it('can be made of every class with every label', () => {
    for (const category of Object.keys(CLASSES)) {
      for (const turn of [0, 1]) {
        for (const text of sentencesOf(category, Object.keys(TAGS), turn)) {
          expect(text).not.toMatch(/undefined| {2}/);
        }
      }
    }
  });
});

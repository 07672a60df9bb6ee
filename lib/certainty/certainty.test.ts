import { describe, expect, it } from 'vitest';
import { linesOf, probabilityOf } from './certainty';
import { namingWords, shareFamiliar, unfamiliarWords } from './words';

const measured = { queries: 1, above: 1, kept: 1, refused: 1 };
const certainty = { similarity: 15, familiar: 2, bias: -9, line: 0.7, strong: 0.9, measured };

describe('the lines of a query', () => {
  it('lie where the probability is what the calibration says', () => {
    for (const familiar of [1, 0.5, 0]) {
      const { line, strong } = linesOf(certainty, familiar);
      expect(probabilityOf(certainty, line, familiar)).toBeCloseTo(0.7);
      expect(probabilityOf(certainty, strong, familiar)).toBeCloseTo(0.9);
    }
  });

  it('are higher with words that the model has hardly read', () => {
    expect(linesOf(certainty, 0.5).line).toBeGreaterThan(linesOf(certainty, 1).line);
  });
});

describe('words of a query', () => {
  it('that name something are counted, once', () => {
    expect(namingWords('many boats, Boats near the pier')).toEqual(['boats', 'pier']);
    expect(shareFamiliar('penguins at a pier', ['penguins'])).toBe(0.5);
    expect(shareFamiliar('the', [])).toBe(1);
  });

  it('that the tokenizer has in pieces only are unfamiliar', () => {
    const pieces = (word: string) => (word === 'boats' ? 1 : 3);
    expect(unfamiliarWords('boats and a zxqv', pieces)).toEqual(['zxqv']);
  });
});

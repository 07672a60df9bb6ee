import { describe, expect, it } from 'vitest';
import { captionNouns, nounsOf, singular } from './nouns';

describe('nounsOf', () => {
  it('takes things, compounds among them, and no other words', () => {
    const found = nounsOf('Many green trees surround two swimming pools near a curved river.');
    expect([...found].sort()).toEqual(['pool', 'river', 'swimming pool', 'tree']);
    expect(nounsOf('a parking lot in the large area')).toEqual(new Set(['parking lot']));
  });

  it.each([
    ['houses', 'house'],
    ['churches', 'church'],
    ['factories', 'factory'],
    ['buses', 'bus'],
    ['grass', 'grass'],
    ['tennis', 'tennis'],
    ['trees', 'tree'],
  ])('%s in the singular: %s', (plural, word) => {
    expect(singular(plural)).toBe(word);
  });
});

describe('captionNouns', () => {
  const five = (named: string, times: number) =>
    Array.from({ length: 5 }, (_, i) => (i < times ? `a ${named} here` : 'nothing to see'));
  const captions = [five('bridge', 5), five('bridge', 4), five('bridge', 1), five('viaduct', 5)];

  it('is sure from four of five captions on, and of absence where none names it', () => {
    expect(captionNouns([...captions, five('bay', 0), []], 1)).toContainEqual({
      word: 'bridge',
      positives: [0, 1],
      // A viaduct is a bridge to many: its picture is none of one without.
      negatives: [4],
    });
  });

  it('leaves out words of few pictures, and heads of compounds', () => {
    expect(captionNouns([...captions, five('bay', 0)], 3)).toEqual([]);
    const lots = captionNouns([five('parking lot', 5), five('bay', 5)], 1);
    expect(lots.map(({ word }) => word).sort()).toEqual(['bay', 'parking lot']);
  });
});

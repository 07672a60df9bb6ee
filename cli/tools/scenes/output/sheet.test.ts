import { describe, expect, it } from 'vitest';
import { inBands } from './sheet';

describe('inBands', () => {
  it('puts scenes of a category below each other, so many categories side by side', () => {
    const cycle = ['a1', 'b1', 'c1', 'a2', 'b2', 'c2'];
    expect(inBands(cycle, 3, 2)).toEqual(['a1', 'b1', 'a2', 'b2', 'c1', 'c2']);
    expect(inBands(cycle, 3, 3)).toEqual(cycle);
  });

  it('keeps what is left over of a last round', () => {
    expect(inBands(['a1', 'b1', 'c1', 'a2'], 3, 2)).toEqual(['a1', 'b1', 'a2', 'c1']);
  });
});

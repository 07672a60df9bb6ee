import { describe, expect, it } from 'vitest';
import { type Answer, GroundTruthTally, scoreOf } from './tally';

const answer = (map: number[], mask: number[], centers: number[]): Answer => ({
  feature: 'pond',
  category: 'park',
  map: Float32Array.from(map),
  mask: Float32Array.from(mask),
  centers: Uint8Array.from(centers),
  area: mask.reduce((sum, share) => sum + share, 0) / mask.length,
});

describe('scoreOf', () => {
  it('parts a peak in the feature from one in a patch that shows some of it', () => {
    const mask = [1, 0.25, 0, 0];
    const centers = [1, 0, 0, 0];
    const inside = scoreOf(answer([0.9, 0.2, 0.1, 0.1], mask, centers));
    expect(inside).toMatchObject({ pointing: 1, touching: 1, area: 0.3125, touchingByChance: 0.5 });
    const beside = scoreOf(answer([0.2, 0.9, 0.1, 0.1], mask, centers));
    expect(beside).toMatchObject({ pointing: 0, touching: 1 });
    const astray = scoreOf(answer([0.2, 0.1, 0.1, 0.9], mask, centers));
    expect(astray).toMatchObject({ pointing: 0, touching: 0 });
  });

  it('reaches its ceiling where the map is the mask, and chance where it is flat', () => {
    const mask = [0.5, 0.25, 0, 0];
    const known = scoreOf(answer(mask, mask, [0, 0, 0, 0]));
    expect(known.averagePrecision).toBe(known.ceiling);
    expect(known.ceiling).toBeLessThan(1);
    const flat = scoreOf(answer([0.4, 0.4, 0.4, 0.4], mask, [0, 0, 0, 0]));
    expect(flat.averagePrecision).toBeCloseTo(flat.area, 12);
  });

  it('refuses a question without an answer', () => {
    expect(() => scoreOf(answer([0.1, 0.2], [0, 0], [0, 0]))).toThrow(RangeError);
  });
});

describe('GroundTruthTally', () => {
  it('gives means by feature and by category, most asked first', () => {
    const right = answer([1, 0], [1, 0], [1, 0]);
    const wrong = answer([0, 1], [1, 0], [1, 0]);
    const tally = new GroundTruthTally();
    tally.add([right, { ...wrong, feature: 'boat' }], 1);
    tally.add([{ ...wrong, category: undefined }], 2);
    tally.add([], 3);
    const { scenes, scale, overall, perFeature, perCategory } = tally.figures();
    expect(scenes).toBe(3);
    expect(scale).toBe(2);
    expect(overall.questions).toBe(3);
    expect(overall.pointing).toBeCloseTo(1 / 3, 12);
    expect(perFeature.map(({ feature, pointing }) => [feature, pointing])).toEqual([
      ['pond', 0.5],
      ['boat', 0],
    ]);
    expect(perCategory).toMatchObject([{ category: 'park', questions: 2, pointing: 0.5 }]);
  });
});

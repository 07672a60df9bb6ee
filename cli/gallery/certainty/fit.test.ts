import { expect, it } from 'vitest';
import { linesOf } from '@/lib/certainty/certainty';
import { fitCertainty, type Judged } from './fit';

/** Right results lie at .7 and above, those of unfamiliar words are never right. */
function queries(count: number): Judged[] {
  return Array.from({ length: count }, (_, i) => {
    const familiar = i % 3 === 0 ? 0 : 1;
    return {
      familiar,
      results: Array.from({ length: 24 }, (_, rank) => {
        const similarity = 0.8 - rank * 0.01 - (i % 5) * 0.01;
        return { similarity, right: familiar === 1 && similarity >= 0.7 };
      }),
    };
  });
}

it('puts the line where results stop being right, and higher for unfamiliar words', () => {
  const certainty = fitCertainty(queries(60));
  expect(linesOf(certainty, 1).line).toBeCloseTo(0.7, 1);
  expect(linesOf(certainty, 0).line).toBeGreaterThan(0.8);
  expect(certainty.measured.above).toBeGreaterThan(0.9);
  expect(certainty.measured.kept).toBeGreaterThan(0.9);
  expect(certainty.measured.refused).toBe(1);
});

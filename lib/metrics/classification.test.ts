import { describe, expect, it } from 'vitest';
import { classFigures, confusionMatrix, topKAccuracy } from './classification';

// Four images, three classes. Image 0 right at once, 1 second, 2 third, 3 right at once.
const classified = {
  labels: [0, 1, 2, 2],
  scores: [
    [0.9, 0.5, 0.1],
    [0.8, 0.6, 0.2],
    [0.7, 0.6, 0.1],
    [0.1, 0.2, 0.3],
  ],
};

describe('topKAccuracy', () => {
  it('counts images whose class is among the k best', () => {
    expect(topKAccuracy(classified, [1, 2, 3])).toEqual([0.5, 0.75, 1]);
  });

  it('gives chance, not perfection, to a model that says the same of everything', () => {
    const flat = {
      labels: [0, 1, 2],
      scores: [1, 2, 3].map(() => [0.5, 0.5, 0.5]),
    };
    expect(topKAccuracy(flat, [1])).toEqual([1 / 3]);
  });

  it('refuses labels without scores', () => {
    expect(() => topKAccuracy({ labels: [0, 1], scores: [[1, 2]] }, [1])).toThrow(RangeError);
  });
});

describe('confusionMatrix', () => {
  it('has the right class in rows, the given one in columns', () => {
    expect(confusionMatrix(classified, 3)).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });

  it('refuses a class that does not exist', () => {
    expect(() => confusionMatrix({ labels: [3], scores: [[1, 2, 3]] }, 3)).toThrow(RangeError);
  });
});

describe('classFigures', () => {
  it('gives each class its own recall and precision', () => {
    const [first, second, third] = classFigures(classified, 3);
    expect(first).toMatchObject({ images: 1, top1: 1, precision: 1 / 3 });
    expect(second).toMatchObject({
      images: 1,
      top1: 0,
      top3: 1,
      precision: null,
    });
    expect(third).toMatchObject({ images: 2, top1: 0.5, precision: 1 });
  });
});

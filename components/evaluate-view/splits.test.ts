import { expect, it } from 'vitest';
import { figuresBySplit } from './splits';

const items = ['test', 'train', 'train', undefined, 'test'].map((split) =>
  split === undefined ? {} : { split },
);

it('counts each split by itself, train first', () => {
  expect(figuresBySplit(items, [0, 0, 1, 0, undefined], [0, 1, 1, 0, 0])).toEqual([
    { split: 'train', images: 2, top1: 0.5 },
    { split: 'test', images: 1, top1: 1 },
  ]);
});

it('is none where there is one split, or none', () => {
  expect(figuresBySplit([{ split: 'test' }, {}], [0, 0], [0, 0])).toEqual([]);
});

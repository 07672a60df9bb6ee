import { describe, expect, it } from 'vitest';
import { cellLabel, firstCell, walk } from './matrix-cells';

const counts = [
  [0, 0, 0, 0],
  [0, 3, 0, 1],
  [0, 0, 0, 0],
  [2, 0, 1, 4],
];

describe('walking over the matrix', () => {
  it('begins at the first cell that holds images', () => {
    expect(firstCell(counts)).toEqual({ row: 1, col: 1 });
    expect(firstCell([[0]])).toBeNull();
  });

  it.each([
    [{ row: 1, col: 1 }, 'ArrowRight', { row: 1, col: 3 }],
    [{ row: 1, col: 3 }, 'ArrowLeft', { row: 1, col: 1 }],
    [{ row: 1, col: 3 }, 'ArrowRight', null],
    [{ row: 1, col: 1 }, 'ArrowDown', { row: 3, col: 0 }],
    [{ row: 3, col: 2 }, 'ArrowUp', { row: 1, col: 1 }],
    [{ row: 3, col: 3 }, 'ArrowUp', { row: 1, col: 3 }],
    [{ row: 1, col: 1 }, 'ArrowUp', null],
    [{ row: 3, col: 2 }, 'Home', { row: 3, col: 0 }],
    [{ row: 3, col: 2 }, 'End', { row: 3, col: 3 }],
    [{ row: 3, col: 2 }, 'x', null],
  ])('from %j by %s', (from, key, to) => {
    expect(walk(counts, from, key)).toEqual(to);
  });

  it('reaches every row of a perfect matrix', () => {
    const perfect = [
      [1, 0],
      [0, 1],
    ];
    expect(walk(perfect, { row: 0, col: 0 }, 'ArrowDown')).toEqual({ row: 1, col: 1 });
  });
});

describe('cellLabel', () => {
  it('says what was taken for what', () => {
    const categories = ['church', 'school'];
    expect(cellLabel({ row: 0, col: 1 }, categories, 3)).toBe('church taken for school: 3 images');
    expect(cellLabel({ row: 0, col: 0 }, categories, 1)).toBe('church recognized: 1 image');
  });
});

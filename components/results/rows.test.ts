import { expect, it } from 'vitest';
import { headOf, rowOf, rowsAfter } from './rows';

it('a head is what was asked for, and what fills its last row', () => {
  expect(headOf(24, { columns: 7, above: 0, size: 24 })).toBe(24);
  expect(headOf(24, { columns: 7, above: 0, size: 2100 })).toBe(28);
  expect(headOf(24, { columns: 6, above: 100, size: 2100 })).toBe(24);
  // The part above the divider ends before the row is full.
  expect(headOf(24, { columns: 7, above: 26, size: 2100 })).toBe(26);
  expect(headOf(24, { columns: 7, above: 24, size: 2100 })).toBe(24);
  // Rows below the divider are counted from it.
  expect(headOf(24, { columns: 7, above: 3, size: 2100 })).toBe(24);
  expect(headOf(24, { columns: 7, above: 4, size: 2100 })).toBe(25);
  expect(headOf(24, { columns: 7, above: 4, size: 24 })).toBe(24);
});

it('the rows after it hold each of the other cells once, and the divider where it belongs', () => {
  expect(rowsAfter(2, { columns: 2, above: 5, size: 8 })).toEqual([
    { from: 2, to: 4 },
    { from: 4, to: 5 },
    'divider',
    { from: 5, to: 7 },
    { from: 7, to: 8 },
  ]);
  expect(rowsAfter(5, { columns: 4, above: 5, size: 6 })).toEqual(['divider', { from: 5, to: 6 }]);
  expect(rowsAfter(4, { columns: 4, above: 0, size: 6 })).toEqual([{ from: 4, to: 6 }]);
  expect(rowsAfter(4, { columns: 4, above: 4, size: 4 })).toEqual([]);
  expect(rowsAfter(3, { columns: 2, above: 1, size: 4 })).toEqual([{ from: 3, to: 4 }]);
});

it('a cell is found in its row', () => {
  const rows = rowsAfter(2, { columns: 2, above: 5, size: 8 });
  expect([1, 2, 4, 5, 7, 8].map((cell) => rowOf(cell, rows))).toEqual([-1, 0, 1, 3, 4, -1]);
});

import { describe, expect, it } from 'vitest';
import { cellAfter } from './grid-keys';

/** Two full rows of three, a divider, and a last row of one. */
const grid = { columns: 3, above: 6, size: 7 };
/** Four above the divider, so that its last row has one cell, and five below. */
const uneven = { columns: 3, above: 4, size: 9 };

describe('cellAfter', () => {
  it('walks along and stops at the ends', () => {
    expect(cellAfter('ArrowRight', 2, grid)).toBe(3);
    expect(cellAfter('ArrowRight', 6, grid)).toBeNull();
    expect(cellAfter('ArrowLeft', 0, grid)).toBeNull();
    expect(cellAfter('Home', 4, grid)).toBe(0);
    expect(cellAfter('End', 0, grid)).toBe(6);
  });

  it('keeps the column going down and up, and takes the closest where a row is shorter', () => {
    expect(cellAfter('ArrowDown', 1, grid)).toBe(4);
    expect(cellAfter('ArrowDown', 5, grid)).toBe(6);
    expect(cellAfter('ArrowUp', 6, grid)).toBe(3);
    expect(cellAfter('ArrowUp', 1, grid)).toBeNull();
    expect(cellAfter('ArrowDown', 6, grid)).toBeNull();
  });

  it('crosses a divider that begins a new row', () => {
    expect(cellAfter('ArrowDown', 2, uneven)).toBe(3);
    expect(cellAfter('ArrowDown', 3, uneven)).toBe(4);
    expect(cellAfter('ArrowUp', 6, uneven)).toBe(3);
    expect(cellAfter('ArrowUp', 7, uneven)).toBe(4);
    expect(cellAfter('ArrowDown', 6, uneven)).toBe(8);
    expect(cellAfter('ArrowUp', 1, { columns: 3, above: 0, size: 9 })).toBeNull();
  });

  it('leaves other keys and empty grids alone', () => {
    expect(cellAfter('a', 0, grid)).toBeNull();
    expect(cellAfter('ArrowDown', 0, { columns: 3, above: 0, size: 0 })).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { cellAfter } from './grid-keys';

/** Two full rows of three, a divider, and a last row of one. */
const boxes = [0, 100, 200]
  .flatMap((left) => [{ left, top: 0 }])
  .concat(
    [0, 100, 200].map((left) => ({ left, top: 150 })),
    [{ left: 0, top: 350 }],
  );

describe('cellAfter', () => {
  it('walks along and stops at the ends', () => {
    expect(cellAfter('ArrowRight', 2, boxes)).toBe(3);
    expect(cellAfter('ArrowRight', 6, boxes)).toBeNull();
    expect(cellAfter('ArrowLeft', 0, boxes)).toBeNull();
    expect(cellAfter('Home', 4, boxes)).toBe(0);
    expect(cellAfter('End', 0, boxes)).toBe(6);
  });

  it('keeps the column going down and up, and takes the closest where a row is shorter', () => {
    expect(cellAfter('ArrowDown', 1, boxes)).toBe(4);
    expect(cellAfter('ArrowDown', 5, boxes)).toBe(6);
    expect(cellAfter('ArrowUp', 6, boxes)).toBe(3);
    expect(cellAfter('ArrowUp', 1, boxes)).toBeNull();
    expect(cellAfter('ArrowDown', 6, boxes)).toBeNull();
  });

  it('leaves other keys and empty grids alone', () => {
    expect(cellAfter('a', 0, boxes)).toBeNull();
    expect(cellAfter('ArrowDown', 0, [])).toBeNull();
  });
});

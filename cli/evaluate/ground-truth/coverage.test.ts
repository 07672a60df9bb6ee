import { describe, expect, it } from 'vitest';
import { coverage, pixelMask } from './coverage';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const polygons = (...list: [number, number][][]) => ({ kind: 'polygons', polygons: list }) as const;
const rowsOf = (mask: Uint8Array, size: number): string[] =>
  Array.from({ length: size }, (_, y) => mask.subarray(y * size, (y + 1) * size).join(''));

describe('pixelMask', () => {
  it('sets the pixels whose centre lies in an outline', () => {
    const mask = pixelMask(polygons(square(1, 1, 2)), 4);
    expect(rowsOf(mask, 4)).toEqual(['0000', '0110', '0110', '0000']);
    expect(pixelMask(polygons(square(1.2, 0, 0.2)), 4).some(Boolean)).toBe(false);
  });

  it('counts once what two outlines cover, whichever way they run', () => {
    const mask = pixelMask(polygons(square(0, 0, 2), square(1, 0, 2).reverse()), 3);
    expect(rowsOf(mask, 3)).toEqual(['111', '111', '000']);
  });

  it('fills a slanted outline, cut at the border', () => {
    const triangle: [number, number][] = [
      [-2, 0],
      [4.6, 0],
      [-2, 6.6],
    ];
    expect(rowsOf(pixelMask(polygons(triangle), 4), 4)).toEqual(['1111', '1110', '1100', '1000']);
  });

  it('reads runs of cells, the first run being empty', () => {
    const mask = pixelMask({ kind: 'cells', cell: 2, runs: [1, 2, 1] }, 4);
    expect(rowsOf(mask, 4)).toEqual(['0011', '0011', '1100', '1100']);
    const full = pixelMask({ kind: 'cells', cell: 2, runs: [0, 4] }, 4);
    expect(full.every(Boolean)).toBe(true);
  });

  it('leaves the rest empty where cells do not divide the side', () => {
    const mask = pixelMask({ kind: 'cells', cell: 2, runs: [0, 4] }, 5);
    expect(rowsOf(mask, 5)).toEqual(['11110', '11110', '11110', '11110', '00000']);
  });
});

describe('coverage', () => {
  it('is the share of each patch', () => {
    const mask = pixelMask(polygons(square(0, 0, 3)), 4);
    expect([...coverage(mask, 4, { rows: 2, cols: 2 })]).toEqual([1, 0.5, 0.5, 0.25]);
  });

  it('has as much in all as the mask, where patches and pixels do not fit', () => {
    const mask = pixelMask(polygons(square(2, 3, 5)), 10);
    const found = coverage(mask, 10, { rows: 3, cols: 3 });
    // Rows and columns of 3, 4 and 3 pixels.
    const pixels = [9, 12, 9, 12, 16, 12, 9, 12, 9];
    const sum = found.reduce((total, share, i) => total + share * (pixels[i] as number), 0);
    expect(sum).toBeCloseTo(25, 5);
  });
});

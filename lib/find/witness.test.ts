import { expect, it, vi } from 'vitest';
import type { PixelValues, RgbaImage } from '@/lib/image/types';
import type { Rectangle } from '@/lib/patches/grid';
import { partAround, Witness } from './witness';

const grid = { rows: 8, cols: 8 };
const image = {
  size: 4,
  resize: 4,
  crop: 'center',
  interpolation: 'bilinear',
  patch: 4,
} as const;
const model = { image: { ...image, mean: [0, 0, 0], std: [1, 1, 1], dynamic: true } } as const;

it.each([
  // A photograph such as calibrations are of is taken whole, whatever the cell.
  [63, 256, 256, 1.25, { x: 0, y: 0, width: 256, height: 256 }],
  [0, 224, 200, 1.6, { x: 0, y: 0, width: 200, height: 200 }],
  // Of a larger one the part around the cell, within the picture.
  [0, 2048, 2048, 1, { x: 0, y: 0, width: 256, height: 256 }],
  [63, 2048, 2048, 1, { x: 1792, y: 1792, width: 256, height: 256 }],
  [27, 2048, 2048, 1, { x: 768, y: 768, width: 256, height: 256 }],
  // One that the encoder sees smaller than it is shows as much in a larger part.
  [63, 8192, 8192, 0.5, { x: 7424, y: 7424, width: 512, height: 512 }],
])('of cell %i of %i x %i px at scale %s takes %o', (cell, width, height, scale, part) => {
  expect(partAround(cell, grid, { width, height }, scale)).toEqual(part);
});

it('encodes a part once for all words that point there, and knows nothing of an empty map', async () => {
  const encodeImage = vi.fn(async () => ({ embedding: Float32Array.of(0.6, 0.8) }));
  const witness = new Witness({ model, encodeImage }, 1);
  const read = ({ width, height }: { width: number; height: number }): RgbaImage => ({
    width,
    height,
    data: new Uint8ClampedArray(width * height * 4),
  });
  const picture = { width: 1024, height: 1024, read };
  const peakAt = (cell: number) => {
    const map = new Float32Array(64).fill(Number.NaN);
    map[cell] = 1;
    return map;
  };
  const ask = (map: Float32Array, feature: Float32Array, rivals?: readonly Float32Array[]) =>
    witness.evidence({ map, grid, picture }, feature, rivals);
  const [first, second] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  const { similarity, rival } = await ask(peakAt(0), first, [first, second]);
  expect(similarity).toBeCloseTo(0.6, 6);
  expect(rival).toBeCloseTo(0.8, 6);
  expect((await ask(peakAt(0), second)).similarity).toBeCloseTo(0.8, 6);
  expect((await ask(peakAt(0), second)).rival).toBeUndefined();
  expect(encodeImage).toHaveBeenCalledTimes(1);
  await ask(peakAt(63), second);
  expect(encodeImage).toHaveBeenCalledTimes(2);
  expect(await ask(new Float32Array(64).fill(Number.NaN), first)).toEqual({});
});

it('of places where the map is nearly as high takes the part that fits best', async () => {
  const read = ({ x, width, height }: Rectangle): RgbaImage => ({
    width,
    height,
    data: new Uint8ClampedArray(width * height * 4).fill(x > 512 ? 255 : 0),
  });
  const encodeImage = vi.fn(async ({ pixels }: PixelValues) => ({
    embedding: (pixels[0] as number) > 0.5 ? Float32Array.of(1, 0) : Float32Array.of(0.6, 0.8),
  }));
  const witness = new Witness({ model, encodeImage }, 1);
  const map = new Float32Array(64).fill(0.1);
  map[0] = 0.9;
  map[63] = 0.85;
  const picture = { width: 1024, height: 1024, read };
  const ask = async (most?: number) => {
    const looked = { map, grid, picture, ...(most !== undefined && { most }) };
    return (await witness.evidence(looked, Float32Array.of(1, 0))).similarity;
  };
  expect(await ask(1)).toBeCloseTo(0.6, 6);
  expect(await ask()).toBe(1);
  expect(encodeImage).toHaveBeenCalledTimes(2);
  map[63] = 0.5;
  expect(await ask()).toBeCloseTo(0.6, 6);
});

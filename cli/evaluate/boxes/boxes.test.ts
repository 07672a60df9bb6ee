import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pixelMask } from '../ground-truth/coverage';
import { randomBySeed } from '../random';
import { type Box, readBoxes } from './box-file';
import { CROP_SIDE, outlinesIn, planCrops } from './crops';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (text: string): string => {
  const file = join(folder, 'boxes.jsonl');
  writeFileSync(file, text);
  return file;
};

describe('readBoxes', () => {
  it('reads lines and arrays, with classes and without', () => {
    const lines = write(
      '{"filename": "a.jpg", "boxes": [[0, 1, 2, 3, 4], [2, 5, 6, 7, 8]]}\n\n{"filename": "b.jpg", "boxes": []}\n',
    );
    expect(readBoxes(lines)).toMatchObject([
      { file: 'a.jpg', path: join(folder, 'a.jpg'), boxes: [[1, 2, 3, 4]], others: [[5, 6, 7, 8]] },
      { file: 'b.jpg', boxes: [] },
    ]);
    mkdirSync(join(folder, 'images'));
    const array = write('[{"filename": "a.jpg", "buildings": [[-1, 2, 3, 4]]}]');
    expect(readBoxes(array)).toMatchObject([
      { path: join(folder, 'images', 'a.jpg'), boxes: [[-1, 2, 3, 4]], others: [] },
    ]);
  });

  it('says what is wrong, and where', () => {
    expect(() => readBoxes(join(folder, 'none'))).toThrow('cannot be read');
    expect(() => readBoxes(write('[]'))).toThrow('no box');
    expect(() => readBoxes(write('{"filename": "a"}'))).toThrow('buildings must be a list');
    expect(() => readBoxes(write('{"filename": "a", "boxes": [[3, 2, 1, 4]]}'))).toThrow(
      'boxes[0] must be',
    );
    expect(() => readBoxes(write('{"filename": "a", "boxes": [[0, 0, 1, 1]]}\n{'))).toThrow(
      'line 2: is not JSON',
    );
  });
});

describe('planCrops', () => {
  const box: Box = [990, 10, 1010, 30];
  const pictures = [
    { width: 100, height: 400, boxes: [[0, 0, 10, 10]] as Box[] },
    { width: 1000, height: 700, boxes: [box, [-30, 0, -10, 20]] as Box[] },
    { width: 500, height: 500, boxes: [] as Box[] },
  ];

  it('takes crops inside the picture that hold the middle of a box', () => {
    const one = { ...pictures[1], boxes: [[980, 10, 998, 30]] as Box[] } as (typeof pictures)[1];
    for (const { picture, crop } of planCrops([pictures[0], one] as never, 200, randomBySeed(1))) {
      const { width, height } = pictures[picture] as (typeof pictures)[0];
      expect(crop.width).toBe(Math.min(CROP_SIDE, width));
      expect(crop.height).toBe(Math.min(CROP_SIDE, height));
      expect(crop.x >= 0 && crop.y >= 0).toBe(true);
      expect(crop.x + crop.width <= width && crop.y + crop.height <= height).toBe(true);
      const [x, y] = picture === 0 ? [5, 5] : [989, 20];
      expect(x >= crop.x && x < crop.x + crop.width).toBe(true);
      expect(y >= crop.y && y < crop.y + crop.height).toBe(true);
    }
  });

  it('is the same for the same seed, and passes over boxes whose middle is outside', () => {
    const first = planCrops(pictures, 20, randomBySeed(3));
    expect(planCrops(pictures, 20, randomBySeed(3))).toEqual(first);
    expect(new Set(first.map(({ picture }) => picture))).toEqual(new Set([0]));
    expect(planCrops(pictures.slice(2), 20, randomBySeed(3))).toEqual([]);
  });

  it('draws boxes into the crop', () => {
    const mask = pixelMask(outlinesIn({ x: 2, y: 1 }, [[3, 1, 9, 2]]), 4, 2);
    expect([...mask]).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limitItems, readDataset } from './dataset';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dataset-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (name: string, rows: readonly unknown[]): void => {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)));
  writeFileSync(join(folder, name), lines.join('\n'));
};

describe('readDataset', () => {
  it('reads images of FOLDER/images by the split', () => {
    mkdirSync(join(folder, 'images'));
    write('test.jsonl', [{ filename: 'storagetanks_1.jpg', captions: ['tanks', ' '] }]);
    const data = readDataset(folder, 'test');
    expect(data).toMatchObject({ name: basename(folder), split: 'test', problems: [] });
    expect(data.items).toEqual([
      {
        file: 'storagetanks_1.jpg',
        path: join(folder, 'images', 'storagetanks_1.jpg'),
        captions: ['tanks'],
        category: 'storage tanks',
      },
    ]);
  });

  it('takes the only captions file of a plain folder', () => {
    write('mine.jsonl', [{ filename: 'a.png', captions: ['a'], category: 'harbour' }]);
    const data = readDataset(folder);
    expect(data.split).toBe('mine');
    expect(data.items[0]).toMatchObject({ path: join(folder, 'a.png'), category: 'harbour' });
  });

  it('knows ground truth from captions, and takes it for both where it is alone', () => {
    write('scenes.jsonl', [
      { filename: 'river-town.webp', captions: ['a'], size: 8, features: [] },
    ]);
    expect(readDataset(folder)).toMatchObject({
      split: 'scenes',
      truth: join(folder, 'scenes.jsonl'),
    });
    write('mine.jsonl', [{ filename: 'river-town.webp', captions: ['b'] }]);
    expect(readDataset(folder)).toMatchObject({
      split: 'mine',
      truth: join(folder, 'scenes.jsonl'),
    });
    rmSync(join(folder, 'scenes.jsonl'));
    expect(readDataset(folder).truth).toBeUndefined();
  });

  it('takes a category from the folder or the prefix where nobody names it', () => {
    write('test.jsonl', [
      { filename: 'sea-ice/7.png', captions: ['a'] },
      { filename: 'Harbour_7.png', captions: ['a'] },
      { filename: '7.png', captions: ['a'] },
    ]);
    const categories = readDataset(folder).items.map(({ category }) => category);
    expect(categories).toEqual(['sea ice', 'harbour', undefined]);
  });

  it('lists rows without captions and rows named twice, and goes on', () => {
    write('test.jsonl', [
      { filename: 'a_1.png', captions: [] },
      { filename: 'b_1.png', captions: ['b'] },
      { filename: 'b_1.png', captions: ['b'] },
    ]);
    const { items, problems } = readDataset(folder);
    expect(items.map(({ file }) => file)).toEqual(['b_1.png']);
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'a_1.png has no caption in line 1',
      'b_1.png named twice, again in line 3',
    ]);
  });

  it('names the folder, the file and the line that are wrong', () => {
    expect(() => readDataset(join(folder, 'no'))).toThrow(/no folder .*no\./);
    expect(() => readDataset(folder)).toThrow(/no captions file .*test\.jsonl/);
    write('test.jsonl', [{ filename: 'a.png', captions: ['a'] }, '{"filename": ']);
    expect(() => readDataset(folder)).toThrow(/test\.jsonl:2 is not JSON/);
    write('test.jsonl', [{ captions: ['a'] }]);
    expect(() => readDataset(folder)).toThrow(/test\.jsonl:1 has no "filename"/);
    write('test.jsonl', [{ filename: 'a.png', captions: 'a' }]);
    expect(() => readDataset(folder)).toThrow(/a\.png.* is not a list of texts/);
    write('test.jsonl', []);
    expect(() => readDataset(folder)).toThrow(/names no image with captions/);
  });

  it('says which splits there are where the one asked for is not', () => {
    write('valid.jsonl', [{ filename: 'a.png', captions: ['a'] }]);
    expect(() => readDataset(folder, 'test')).toThrow(
      expect.objectContaining({ code: 'file-missing', advice: expect.stringContaining('valid') }),
    );
  });
});

describe('limitItems', () => {
  it('spreads over the list', () => {
    const items = Array.from({ length: 10 }, (_, i) => ({ file: `${i}`, path: '', captions: [] }));
    expect(limitItems(items, 4).map(({ file }) => file)).toEqual(['0', '2', '5', '7']);
    expect(limitItems(items, 99)).toHaveLength(10);
  });
});

import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { matches } from './glob';
import { imagesBelow } from './walk';

let folder: string;
const write = (file: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), 'x');
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overlook-walk-'));
});

describe('imagesBelow', () => {
  it('takes images of all folders, also of those that are named like images', async () => {
    for (const file of ['b.jpg', 'a10.png', 'a2.png', 'photo.jpg/inside.tif', '机场.jpg', 'x.txt'])
      write(file);
    expect(await imagesBelow(folder, [])).toEqual({
      files: ['a2.png', 'a10.png', 'b.jpg', 'photo.jpg/inside.tif', '机场.jpg'],
      refused: [],
    });
  });

  it('leaves out what is hidden, and small copies that devices keep', async () => {
    for (const file of [
      '.a.jpg',
      '.git/b.jpg',
      '@eaDir/c.jpg/thumb.jpg',
      '__MACOSX/d.jpg',
      'e.jpg',
    ])
      write(file);
    expect((await imagesBelow(folder, [])).files).toEqual(['e.jpg']);
  });

  it('looks into a folder once, however many links lead there', async () => {
    write('real/a.jpg');
    symlinkSync('..', join(folder, 'real/up'));
    symlinkSync('real', join(folder, 'again'));
    const { files } = await imagesBelow(folder, []);
    expect(files).toHaveLength(1);
  });

  it('names links that lead nowhere or to themselves', async () => {
    write('a.jpg');
    symlinkSync('gone.jpg', join(folder, 'b.jpg'));
    symlinkSync('c.jpg', join(folder, 'c.jpg'));
    expect(await imagesBelow(folder, [])).toEqual({
      files: ['a.jpg'],
      refused: [
        'b.jpg: the link leads nowhere (not there).',
        'c.jpg: the link leads nowhere (links run in a circle).',
      ],
    });
  });

  it.skipIf(process.platform === 'win32')('keeps backslashes in names', async () => {
    write('a\\b.jpg');
    expect((await imagesBelow(folder, [])).files).toEqual(['a\\b.jpg']);
  });

  it('leaves out what --exclude names', async () => {
    for (const file of ['a.jpg', 'masks/a.jpg', 'x/masks/b.jpg', 'x/b_thumb.jpg']) write(file);
    expect((await imagesBelow(folder, ['masks', '*_thumb.*'])).files).toEqual(['a.jpg']);
    expect((await imagesBelow(folder, ['x/**'])).files).toEqual(['a.jpg', 'masks/a.jpg']);
  });
});

describe('matches', () => {
  it.each([
    ['a/b.jpg', '*.jpg', true],
    ['a/b.jpg', 'a/*.jpg', true],
    ['a/c/b.jpg', 'a/*.jpg', false],
    ['a/c/b.jpg', 'a/**/b.jpg', true],
    ['a/b.jpg', 'a/**/b.jpg', true],
    ['a (1).jpg', 'a (?).jpg', true],
    ['masks', 'masks/', true],
  ])('%s and %s: %s', (path, pattern, expected) => {
    expect(matches(path, pattern)).toBe(expected);
  });

  it.skipIf(process.platform !== 'linux')('refuses names that are not UTF-8 by that', async () => {
    const misread = Buffer.concat([
      Buffer.from(`${folder}/`),
      Buffer.from([0xe9]),
      Buffer.from('.jpg'),
    ]);
    writeFileSync(misread, 'x');
    writeFileSync(join(folder, '\uFFFD.png'), 'x');
    expect(await imagesBelow(folder, [])).toEqual({
      files: ['\uFFFD.png'],
      refused: ['\uFFFD.jpg: its name is not UTF-8; rename it.'],
    });
  });
});

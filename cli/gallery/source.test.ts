import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeIds } from '@/lib/gallery/ids';
import { readCaptions } from './captions';
import { parseOptions } from './options';

describe('makeIds', () => {
  it.each([
    ['airport_1.jpg', 'airport_1'],
    ['sub/Été à Nîmes (2).JPG', 'Ete-a-Nimes-2'],
    ['.hidden.png', 'hidden'],
    ['../..png', 'image'],
    ['東京.png', 'image'],
    ['a b%20c&d.tif', 'a-b-20c-d'],
    [`${'x'.repeat(300)}.jpg`, 'x'.repeat(120)],
  ])('makes of %j an id for addresses and file systems', (file, id) => {
    expect(makeIds([file])).toEqual([id]);
  });

  it('tells apart what would be one, also in case alone', () => {
    expect(makeIds(['a.jpg', 'b/a.png', 'A.jpg', 'a-2.jpg'])).toEqual(['a', 'a-2', 'A-3', 'a-2-2']);
  });
});

describe('readCaptions', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'overlook-captions-')), 'c.jsonl');
  });

  it('reads JSON lines', async () => {
    writeFileSync(
      path,
      '{"filename": "a.jpg", "captions": [" one \\n two ", ""]}\n\n{"filename": "b/c.jpg", "category": "port"}\n',
    );
    expect(await readCaptions(path)).toEqual([
      { file: 'a.jpg', captions: ['one two'] },
      { file: 'b/c.jpg', captions: [], category: 'port' },
    ]);
  });

  it('reads the dataset.json of RSICD, UCM and Sydney', async () => {
    const image = (filename: string, split: string) => ({
      filename,
      split,
      sentences: [{ raw: `all of ${filename}`, tokens: [] }],
    });
    writeFileSync(
      path,
      JSON.stringify({ images: [image('1.tif', 'train'), image('2.tif', 'test')] }),
    );
    expect(await readCaptions(path, 'test')).toEqual([
      { file: '2.tif', captions: ['all of 2.tif'], split: 'test' },
    ]);
    await expect(readCaptions(path, 'valid')).rejects.toMatchObject({
      code: 'file-invalid',
      advice: expect.stringContaining('train, test'),
    });
  });

  it.each([
    ['not JSON', '{"filename": "a.jpg"}\nnonsense', 'line 2'],
    ['no file name', '{"captions": []}', 'filename'],
    ['a path out of the folder', '{"filename": "../../etc/passwd"}', 'filename'],
    ['captions that are no list', '{"filename": "a.jpg", "captions": "one"}', 'captions'],
    ['a caption that is no text', '{"filename": "a.jpg", "captions": [1]}', 'captions[0]'],
    ['nothing', '\n\n', 'names no image'],
  ])('says where there is %s', async (_, text, message) => {
    writeFileSync(path, text);
    await expect(readCaptions(path)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringContaining(message),
    });
  });
});

describe('parseOptions', () => {
  it('reads a build', () => {
    expect(
      parseOptions(['build', 'some', '--id', 'a-1', '--title', ' T ', '--jobs', '3']),
    ).toMatchObject({
      kind: 'build',
      id: 'a-1',
      title: 'T',
      model: 'compact',
      jobs: 3,
      images: true,
      indexWanted: true,
    });
    expect(parseOptions(['build', 'some', '--id', 'a', '--no-index'])).toMatchObject({
      indexWanted: false,
    });
  });

  it('helps', () => {
    for (const args of [['--help'], ['-h'], ['help'], ['build', '-h']]) {
      expect(parseOptions(args)).toEqual({ kind: 'help' });
    }
  });

  it.each([
    [[]],
    [['sing']],
    [['build', '--id', 'x']],
    [['build', 'folder']],
    [['build', 'folder', '--id', '../up']],
    [['build', 'folder', '--id', 'X']],
    [['build', 'a', 'folder', '--id', 'x']],
    [['build', 'folder', '--id', 'x', '--jobs', '0']],
    [['build', 'folder', '--id', 'x', '--threads', 'many']],
    [['verify']],
    [['remove', '.']],
  ])('refuses %j', (args) => {
    expect(() => parseOptions(args)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

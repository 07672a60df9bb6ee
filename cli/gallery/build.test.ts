import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseGallery } from '@/lib/gallery/gallery';
import type { GalleryManifest } from '@/lib/gallery/types';
import { openModel } from '../shared/model';
import { build, buildFrom } from './build';
import { draftFolder, unfinished } from './draft';
import { paint, type Workplace, workplace, writeLines } from './fixtures';
import { removeGallery } from './folders';
import * as processing from './process-image';
import { verify } from './verify';

const go = new AbortController().signal;
let place: Workplace;
let printed: string;
const silence = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
  printed += text;
  return true;
});

afterAll(() => {
  silence.mockRestore();
});

beforeEach(async () => {
  printed = '';
  place = workplace();
  await paint(place, 'red one.png', '#e01010');
  await paint(place, 'grün.jpg', '#20d020');
  await paint(place, 'sea/blue.webp', '#1020e0');
  await paint(place, 'scan.tif', '#f0f010');
});

function read(id: string): GalleryManifest {
  return parseGallery(JSON.parse(readFileSync(join(place.out, id, 'gallery.json'), 'utf8')));
}

const check = (id: string) =>
  verify(place.out, id, (model) => openModel(place.publicDir, model, { text: false }));

describe('building a gallery', () => {
  it('takes all images of a folder, and what it writes verifies', async () => {
    const built = await build(place.options('all', '--title', 'All'), go);
    expect(built).toMatchObject({ items: 4, skipped: [], resumed: 0 });
    const gallery = read('all');
    expect(gallery.items.map(({ id, file, category }) => [id, file, category])).toEqual([
      ['grun', 'grun.jpg', undefined],
      ['red-one', 'red-one.png', undefined],
      ['scan', 'scan.webp', undefined],
      // Its folder, sea/, is no category: nobody said so.
      ['blue', 'blue.webp', undefined],
    ]);
    expect(gallery).toMatchObject({ title: 'All', model: 'tiny', license: 'Not stated' });
    expect(await check('all')).toMatchObject({ problems: [], index: { images: 1 } });
    const list = JSON.parse(readFileSync(join(place.out, 'galleries.json'), 'utf8'));
    expect(list.galleries).toEqual([{ id: 'all', title: 'All', model: 'tiny', items: 4 }]);
    expect(readdirSync(place.out).sort()).toEqual(['all', 'galleries.json']);
  });

  it('takes JPEG 2000, and writes copies that browsers show', async () => {
    const fixtures = 'lib/image/raster/jp2/fixtures';
    for (const name of ['rgb.jp2', 'rgb.j2k', 'cut.jp2'])
      copyFileSync(join(fixtures, name), join(place.images, `s2-${name}`));
    const built = await build(place.options('all', '--title', 'All'), go);
    expect(built.items).toBe(6);
    expect(built.skipped).toEqual([expect.stringContaining('s2-cut.jp2')]);
    const copies = readdirSync(join(place.out, 'all/images')).filter((name) => /^s2/.test(name));
    expect(copies).toHaveLength(2);
    for (const copy of copies) {
      const { data } = await sharp(join(place.out, 'all/images', copy))
        .raw()
        .toBuffer({ resolveWithObject: true });
      // The first two pixels as fixtures/make_jp2.py writes them.
      expect([...data.subarray(0, 6)]).toEqual([40, 60, 200, 43, 60, 198]);
    }
    expect(await check('all')).toMatchObject({ problems: [] });
  });

  it('takes BMP, which sharp does not read', async () => {
    const side = 16;
    const bytes = Buffer.alloc(54 + 3 * side * side, 90);
    bytes.fill(0, 0, 54).write('BM', 'latin1');
    bytes.writeUInt32LE(54, 10);
    bytes.writeUInt32LE(40, 14);
    bytes.writeInt32LE(side, 18);
    bytes.writeInt32LE(side, 22);
    bytes.writeUInt16LE(1, 26);
    bytes.writeUInt16LE(24, 28);
    writeFileSync(join(place.images, 'grey.bmp'), bytes);
    const built = await build(place.options('all'), go);
    expect(built).toMatchObject({ items: 5, skipped: [] });
    const copy = await sharp(join(place.out, 'all/images/grey.webp')).raw().toBuffer();
    expect([...copy.subarray(0, 3)]).toEqual([90, 90, 90]);
    expect(await check('all')).toMatchObject({ problems: [] });
  });

  it('takes items that are not files', async () => {
    const options = place.options('memory');
    const bytes = readFileSync(join(place.images, 'red one.png'));
    let reads = 0;
    const item = {
      id: 'red',
      file: 'archive/red.png',
      state: async () => ({ bytes: bytes.length, changed: 1 }),
      read: async () => {
        reads++;
        return bytes;
      },
    };
    const broken = {
      ...item,
      id: 'broken',
      file: 'broken.png',
      read: async () => bytes.subarray(0, 60),
    };
    const built = await buildFrom([item, broken], options, go);
    expect(built).toMatchObject({ items: 1, skipped: [expect.stringMatching(/^broken\.png: /)] });
    expect(read('memory').items).toMatchObject([{ id: 'red', file: 'red.png', width: 40 }]);
    expect(reads).toBe(1);
  });

  it('takes the images that a captions file names, with captions and categories', async () => {
    const captions = writeLines(place, [
      {
        filename: 'sea/blue.webp',
        captions: ['blue  water ', ' '],
        category: 'ocean',
        split: 'test',
      },
      { filename: 'red one.png', captions: ['red', 'red sand'], split: 'test' },
      { filename: 'grün.jpg', captions: ['green'], split: 'train' },
    ]);
    await build(place.options('some', '--captions', captions, '--split', 'test'), go);
    const gallery = read('some');
    expect(gallery.items.map(({ id, category, captions }) => [id, category, captions])).toEqual([
      ['blue', 'ocean', ['blue water']],
      ['red-one', undefined, ['red', 'red sand']],
    ]);
    expect(gallery.captionEmbeddings).toMatchObject({ dtype: 'int8', bytes: 3 * 8 });
    expect((await check('some')).problems).toEqual([]);
  });

  it('reports what is broken or missing and goes on without it', async () => {
    writeFileSync(join(place.images, 'text.jpg'), 'no image');
    writeFileSync(join(place.images, 'empty.png'), '');
    const whole = readFileSync(join(place.images, 'grün.jpg'));
    writeFileSync(join(place.images, 'cut.jpg'), whole.subarray(0, whole.length - 20));
    const built = await build(place.options('rest'), go);
    expect(built.items).toBe(4);
    expect(built.skipped.map((line) => line.split(':')[0])).toEqual([
      'cut.jpg',
      'empty.png',
      'text.jpg',
    ]);
    expect(printed).toContain('Skipped text.jpg: text.jpg is not an image');
    expect((await check('rest')).problems).toEqual([]);
  });

  it('leaves the pictures out where that is asked for', async () => {
    await build(place.options('bare', '--no-images'), go);
    expect(read('bare').items.every(({ image }) => image === false)).toBe(true);
    expect(readdirSync(join(place.out, 'bare/images'))).toEqual([]);
    expect(await check('bare')).toMatchObject({ problems: [], leastCosine: null });
  });

  it.each([
    ['file-missing', () => ({ ...place.options('x'), folder: '/nowhere' })],
    ['file-missing', () => place.options('x', '--captions', '/nowhere.jsonl')],
    ['file-missing', () => place.options('x', '--split', 'test')],
    ['file-invalid', () => place.options('x', '--captions', writeLines(place, []))],
    ['file-invalid', () => place.options('x', '--captions', writeLines(place, [{ file: 1 }]))],
    [
      'file-invalid',
      () => place.options('x', '--captions', writeLines(place, [{ filename: 'no.jpg' }])),
    ],
    ['model-unknown', () => ({ ...place.options('x'), model: 'none' })],
  ])('is %s (%#), and leaves no gallery', async (code, options) => {
    await expect(build(options(), go)).rejects.toMatchObject({ code });
    expect(existsSync(join(place.out, 'x'))).toBe(false);
  });
});

describe('a build that is stopped', () => {
  /** Lets some images through, then does what a test wants. */
  function onceDone(count: number, then: () => void) {
    const real = processing.processImage;
    let seen = 0;
    return vi.spyOn(processing, 'processImage').mockImplementation(async (...args) => {
      if (seen++ === count) then();
      return real(...args);
    });
  }

  it('keeps what was done, leaves no gallery, and goes on from there', async () => {
    const stop = new AbortController();
    const spy = onceDone(2, () => stop.abort());
    await expect(build(place.options('later'), stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(existsSync(join(place.out, 'later'))).toBe(false);
    expect(unfinished(place)).toEqual(['later']);
    spy.mockClear();
    const built = await build(place.options('later'), go);
    expect(built.items).toBe(4);
    expect(built.resumed).toBeGreaterThanOrEqual(2);
    expect(spy.mock.calls.length).toBe(4 - built.resumed);
    expect((await check('later')).problems).toEqual([]);
    expect(unfinished(place)).toEqual([]);
    spy.mockRestore();
  });

  it('does an image anew that has changed, and all with another model', async () => {
    const stop = new AbortController();
    const spy = onceDone(3, () => stop.abort());
    await expect(build(place.options('later'), stop.signal)).rejects.toThrow();
    spy.mockRestore();
    // What a crash tore off is done again.
    const log = join(draftFolder(place, 'later'), 'done.jsonl');
    writeFileSync(log, readFileSync(log, 'utf8').slice(0, -30));
    await paint(place, 'grün.jpg', '#101010', 64);
    const built = await build(place.options('later'), go);
    expect(built.resumed).toBeLessThanOrEqual(3);
    expect(read('later').items.find(({ id }) => id === 'grun')?.width).toBe(64);
    expect((await check('later')).problems).toEqual([]);
  });

  it.runIf(existsSync('/dev/full'))('by a full disk keeps what was there', async () => {
    await build(place.options('mine', '--title', 'Before'), go);
    const stop = new AbortController();
    const spy = onceDone(1, () => stop.abort());
    const again = place.options('mine', '--title', 'After');
    await expect(build(again, stop.signal)).rejects.toThrow();
    spy.mockRestore();
    // Every write to this file fails as on a full disk.
    symlinkSync('/dev/full', join(draftFolder(place, 'mine'), 'embeddings.bin'));
    await expect(build(again, go)).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(read('mine').title).toBe('Before');
    expect((await check('mine')).problems).toEqual([]);
  });
});

describe('a gallery that is there', () => {
  it('is replaced as a whole, images that are no longer wanted included', async () => {
    await build(place.options('mine'), go);
    const captions = writeLines(place, [{ filename: 'scan.tif' }]);
    await build(place.options('mine', '--captions', captions), go);
    expect(read('mine').items.map(({ id }) => id)).toEqual(['scan']);
    expect(readdirSync(join(place.out, 'mine/images'))).toEqual(['scan.webp']);
    expect(readdirSync(join(place.out, 'mine'))).not.toContain('done.jsonl');
  });

  it('is found faulty where a file was changed', async () => {
    await build(place.options('mine'), go);
    const folder = join(place.out, 'mine');
    await paint({ ...place, images: join(folder, 'images') }, 'red-one.png', '#0000ff');
    writeFileSync(join(folder, 'thumbs/blue.webp'), 'x');
    const { problems, leastCosine } = await check('mine');
    expect(problems.join()).toMatch(
      /thumbs\/blue\.webp is not an image.*red-one\.png embeds to another/,
    );
    expect(leastCosine).toBeLessThan(0.5);
    writeFileSync(join(folder, 'index.hnsw'), 'x');
    await expect(check('mine')).rejects.toMatchObject({ code: 'asset-corrupt' });
  });

  it('is removed, with what an unfinished build left', async () => {
    await build(place.options('mine'), go);
    mkdirSync(draftFolder(place, 'mine'));
    await removeGallery(place, 'mine');
    expect(readdirSync(place.out)).toEqual(['galleries.json']);
    await expect(removeGallery(place, 'mine')).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
    await expect(check('mine')).rejects.toMatchObject({ code: 'gallery-unknown' });
  });
});

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseGallery } from '@/lib/gallery/gallery';
import { mergeLocal } from '../site/build/local';
import { build } from './build';
import { embed } from './embed';
import { manifestOf, paint, pathOf, type Workplace, workplace, writeLines } from './fixtures';
import { type EmbedOptions, parseOptions, type RsicdOptions } from './options';
import { rsicd } from './rsicd';

const go = new AbortController().signal;
const silence = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
let place: Workplace;

afterAll(() => {
  silence.mockRestore();
});

beforeEach(() => {
  place = workplace();
});

const at = (id: string, file: string) => pathOf(place, id, file);
const json = (id: string) => manifestOf(place, id);

/** A parquet file as the hub has RSICD: filename, captions, image {bytes, path}. */
async function parquet(rows: readonly { name: string; color: string; captions: string[] }[]) {
  const images = await Promise.all(
    rows.map(({ color }) =>
      sharp({ create: { width: 40, height: 40, channels: 3, background: color } })
        .jpeg()
        .toBuffer(),
    ),
  );
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: 'filename', data: rows.map(({ name }) => `rsicd_images/${name}`) },
      { name: 'captions', data: rows.map(({ captions }) => captions) },
      {
        name: 'image',
        data: rows.map(({ name }, i) => ({
          bytes: new Uint8Array(images[i] as Buffer),
          path: name,
        })),
      },
    ],
    schema: [
      { name: 'root', num_children: 3 },
      { name: 'filename', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'captions', converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ],
  });
  const path = join(place.images, '..', 'test.parquet');
  writeFileSync(path, new Uint8Array(buffer));
  return path;
}

const ROWS = [
  { name: 'airport_1.jpg', color: '#e01010', captions: ['a red airport .', 'planes'] },
  { name: 'beach_2.jpg', color: '#1020e0', captions: ['a blue beach'] },
];

function rsicdOptions(...args: string[]): RsicdOptions {
  const common = ['--model', 'tiny', '--public', place.publicDir, '--threads', '1', '--jobs', '2'];
  return parseOptions(['rsicd', ...args, ...common]) as RsicdOptions;
}

describe('RSICD from parquet', () => {
  it('gives a gallery like any other', async () => {
    const built = await rsicd(rsicdOptions('--from', await parquet(ROWS)), go);
    expect(built).toMatchObject({ items: 2, skipped: [] });
    const gallery = parseGallery(json('rsicd-test'));
    expect(gallery.items).toEqual([
      {
        id: 'airport_1',
        file: 'airport_1.jpg',
        width: 40,
        height: 40,
        category: 'airport',
        captions: ['a red airport .', 'planes'],
      },
      {
        id: 'beach_2',
        file: 'beach_2.jpg',
        width: 40,
        height: 40,
        category: 'beach',
        captions: ['a blue beach'],
      },
    ]);
    expect(existsSync(at('rsicd-test', 'images/beach_2.jpg'))).toBe(true);
    expect(existsSync(at('rsicd-test', 'thumbs/beach_2.webp'))).toBe(true);
  });

  it('refuses what is no such file', async () => {
    const path = join(place.images, '..', 'broken.parquet');
    writeFileSync(path, 'PAR1 and nothing more');
    await expect(rsicd(rsicdOptions('--from', path), go)).rejects.toMatchObject({
      code: 'file-invalid',
    });
    await expect(rsicd(rsicdOptions('--from', `${path}.no`), go)).rejects.toMatchObject({
      code: 'file-missing',
    });
    const other = parquetWriteBuffer({ columnData: [{ name: 'a', data: [1, 2], type: 'INT32' }] });
    writeFileSync(path, new Uint8Array(other));
    await expect(rsicd(rsicdOptions('--from', path), go)).rejects.toMatchObject({
      code: 'file-invalid',
    });
  });
});

describe('a gallery that ships without its images', () => {
  const shipped = async () => {
    await paint(place, 'airport_1.jpg', '#e01010');
    await paint(place, 'beach_2.jpg', '#1020e0');
    await paint(place, 'forest_3.jpg', '#10e020');
    const args = ['--no-images', '--no-captions', '--images-command', 'npm run gallery -- rsicd'];
    await build(place.options('rsicd-test', ...args), go);
    const files = ['gallery.json', 'embeddings.bin', 'index.hnsw'];
    const before = files.map((file) => readFileSync(at('rsicd-test', file)));
    return () => files.map((file, i) => before[i]?.equals(readFileSync(at('rsicd-test', file))));
  };

  it('has names, categories and embeddings, no image and no caption', async () => {
    await shipped();
    const gallery = parseGallery(json('rsicd-test'));
    expect(gallery.imagesCommand).toBe('npm run gallery -- rsicd');
    expect(gallery.items[0]).toEqual({
      id: 'airport_1',
      file: 'airport_1.none',
      width: 40,
      height: 40,
      category: 'airport',
      image: false,
    });
    expect(gallery.captionEmbeddings).toBeUndefined();
  });

  it('takes what is brought, in part or in whole, beside what ships', async () => {
    const unchanged = await shipped();
    await rsicd(rsicdOptions('--from', await parquet(ROWS)), go);
    expect(unchanged()).toEqual([true, true, true]);
    expect(existsSync(at('rsicd-test', 'thumbs/airport_1.webp'))).toBe(true);
    // What the page is served.
    const served = join(place.publicDir, '../out/galleries');
    cpSync(place.out, served, { recursive: true });
    await mergeLocal(served);
    const gallery = parseGallery(
      JSON.parse(readFileSync(join(served, 'rsicd-test/gallery.json'), 'utf8')),
    );
    expect(
      gallery.items.map(({ id, file, image, captions }) => [id, file, image, captions?.length]),
    ).toEqual([
      ['airport_1', 'airport_1.jpg', undefined, 2],
      ['beach_2', 'beach_2.jpg', undefined, 1],
      ['forest_3', 'forest_3.none', false, undefined],
    ]);
    expect(gallery.captionEmbeddings?.bytes).toBe(3 * gallery.dim);
    expect(existsSync(join(served, 'rsicd-test/local.json'))).toBe(false);
    // Again, with more of them, by the other command.
    const captions = writeLines(place, [{ filename: 'forest_3.jpg', captions: ['trees'] }]);
    await build(place.options('rsicd-test', '--captions', captions), go);
    expect(unchanged()).toEqual([true, true, true]);
    expect(existsSync(at('rsicd-test', 'images/forest_3.jpg'))).toBe(true);
  });

  it('is built anew where it does not hold what is asked for', async () => {
    const unchanged = await shipped();
    await paint(place, 'port_4.jpg', '#101010');
    await build(place.options('rsicd-test'), go);
    expect(unchanged()[0]).toBe(false);
    expect(parseGallery(json('rsicd-test')).items).toHaveLength(4);
  });
});

describe('embedding a gallery by another model', () => {
  const embedOptions = (of: string, model: string) =>
    parseOptions([
      'embed',
      of,
      '--model',
      model,
      '--public',
      place.publicDir,
      '--threads',
      '1',
    ]) as EmbedOptions;

  beforeEach(async () => {
    await paint(place, 'airport_1.jpg', '#e01010');
    await paint(place, 'beach_2.jpg', '#1020e0');
    const models = join(place.publicDir, 'models');
    cpSync(join(models, 'tiny'), join(models, 'other'), { recursive: true });
    const manifest = JSON.parse(readFileSync(join(models, 'other/model.json'), 'utf8'));
    writeFileSync(
      join(models, 'other/model.json'),
      JSON.stringify({ ...manifest, id: 'other', title: 'Other' }),
    );
  });

  it('makes a twin that the page finds by its model', async () => {
    const captions = writeLines(place, [
      { filename: 'airport_1.jpg', captions: ['planes'] },
      { filename: 'beach_2.jpg', captions: ['sand'] },
    ]);
    await build(
      place.options('two', '--captions', captions, '--license', 'CC0-1.0', '--title', 'Two'),
      go,
    );
    await embed(embedOptions('two', 'other'), go);
    const [one, twin] = [parseGallery(json('two')), parseGallery(json('two-other'))];
    expect(twin).toMatchObject({ model: 'other', license: 'CC0-1.0', title: 'Two · Other' });
    expect(twin.items).toEqual(one.items);
    const list = JSON.parse(readFileSync(join(place.out, 'galleries.json'), 'utf8'));
    expect(
      list.galleries.map(({ id, model }: { id: string; model: string }) => [id, model]),
    ).toEqual([
      ['two', 'tiny'],
      ['two-other', 'other'],
    ]);
  });

  it('says what is missing', async () => {
    await expect(embed(embedOptions('nothing', 'other'), go)).rejects.toMatchObject({
      code: 'gallery-unknown',
    });
    await build(place.options('bare', '--no-images'), go);
    await expect(embed(embedOptions('bare', 'other'), go)).rejects.toMatchObject({
      code: 'file-missing',
    });
    await build(place.options('two'), go);
    await expect(embed(embedOptions('two', 'tiny'), go)).rejects.toMatchObject({ code: 'usage' });
    await expect(embed(embedOptions('two', 'none'), go)).rejects.toMatchObject({
      code: 'model-unknown',
    });
  });
});

it('reads the dataset.json of UCM and Sydney', async () => {
  mkdirSync(place.images, { recursive: true });
  await paint(place, '1.tif', '#e01010');
  await paint(place, '2.tif', '#1020e0');
  const sentence = (raw: string) => ({ raw, tokens: raw.split(' '), imgid: 0, sentid: 0 });
  const dataset = {
    images: [
      {
        filename: '1.tif',
        imgid: 0,
        sentences: [sentence('There is a piece of farmland .')],
        split: 'train',
        sentids: [0],
      },
      {
        filename: '2.tif',
        imgid: 1,
        sentences: [sentence('Lots of boats')],
        split: 'test',
        sentids: [1],
      },
    ],
    dataset: 'UCM_captions',
  };
  const path = join(place.images, '..', 'dataset.json');
  writeFileSync(path, JSON.stringify(dataset));
  await build(place.options('ucm', '--captions', path, '--split', 'test'), go);
  expect(parseGallery(json('ucm')).items).toMatchObject([
    { id: '2', file: '2.webp', captions: ['Lots of boats'] },
  ]);
});
